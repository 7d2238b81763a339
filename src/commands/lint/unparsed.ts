import { errors, safeText } from "../../kit/index.ts";
import type { Unparsed } from "../../lint/index.ts";
import { placeFinder, unitsOf } from "../../sql/index.ts";
import { refuseOther, type LintFile } from "./file.ts";

const SHOWN = 5;

/** Signs of other databases in what PostgreSQL's grammar does not know. */
const DIALECTS: readonly (readonly [pattern: RegExp, dialect: string])[] = [
  [/`\w+`/, "MySQL's"],
  [/\bAUTO_INCREMENT\b|\bENGINE\s*=|\bUNSIGNED\b|\bON UPDATE CURRENT_TIMESTAMP\b|\bMODIFY COLUMN\b/i, "MySQL's"],
  [/\bAUTOINCREMENT\b|^\s*PRAGMA\b/i, "SQLite's"],
  [/\bIDENTITY\s*\(\s*\d|\[\w+\]\s*\.\s*\[|\bNVARCHAR\b|^\s*GO\s*$/im, "SQL Server's"],
  [/\bVARCHAR2\b|\bNUMBER\s*\(\s*\d+\s*,/i, "Oracle's"],
];

/** Refuses files with statements that cannot be read. Errors: `lint-other-dialect`, `lint-syntax-error`. */
export function refuseUnparsed(
  files: readonly { readonly file: LintFile; readonly unparsed: readonly Unparsed[] }[],
): void {
  const broken = files.flatMap(({ file, unparsed }) =>
    unparsed.map((one) => ({ file, ...one, place: placeOf(file, one) })),
  );
  for (const { file } of broken) refuseOther(file);
  for (const { statement, place } of broken) {
    const found = DIALECTS.find(([pattern]) => pattern.test(statement.sql));
    const what = found?.[0].exec(statement.sql)?.[0];
    if (found !== undefined && what !== undefined)
      throw errors.lint.otherDialect({ place, dialect: found[1], what: safeText(what.trim()) });
  }
  if (broken.length === 0) return;
  const places = broken.slice(0, SHOWN).map(({ place, message }) => `${place}: ${safeText(message)}`);
  throw errors.lint.unparsed({ places, more: Math.max(0, broken.length - SHOWN) });
}

function placeOf({ path, text }: LintFile, { statement, position }: Unparsed): string {
  const { line, column } = placeFinder(text)(statement.offset + unitsOf(statement.sql, position));
  return safeText(`${path}:${line}:${column}`);
}
