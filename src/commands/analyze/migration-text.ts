import { errors, safeText } from "../../kit/index.ts";
import { readFormat } from "../../ledger/index.ts";

/**
 * What a file of goose, dbmate, node-pg-migrate or Atlas applies, each statement on the line where it stands: run as a whole, such
 * a file would undo itself. Any other text as it is. Variables of the environment are not put in. Error: `schema-file-broken`.
 */
export function appliedText(path: string, text: string): string {
  const formatted = readFormat({ text, dialect: "postgresql", environment: {} });
  if (formatted === undefined) return text;
  const [problem] = formatted.problems;
  if (problem !== undefined)
    throw errors.database.schemaFile({
      place: safeText(`${path}:${problem.line}`),
      message: safeText(`${formatted.format} does not take ${problem.what} (${problem.kind})`),
      sqlState: "42601",
    });
  const lines: string[] = [];
  for (const { sql, line } of formatted.up.statements) {
    while (lines.length < line - 1) lines.push("");
    lines.push(...(sql.endsWith(";") ? sql : `${sql};`).split("\n"));
  }
  return lines.join("\n");
}
