import { formatCount, indent, safeLine, wrapText, type Look } from "../../kit/index.ts";
import type { NPlusOne } from "../../advice/nplusone/index.ts";
import type { WatchView } from "./view.ts";
import { factLines, milliseconds, noneLine, proofLine, riskLine } from "./words.ts";

const SHOWN_STATEMENTS = 5;

/** The whole report; every section is printed, also when it is empty. */
export function watchText(view: WatchView, look: Look): string {
  const { nPlusOne, statements, notSeen } = view;
  const risks = nPlusOne.length === 0 ? [noneLine(view)] : nPlusOne.flatMap((risk) => riskLines(risk, look));
  const times = statements
    .slice(0, SHOWN_STATEMENTS)
    .map(({ sql, executions, totalMs }) => `${milliseconds(totalMs)} in ${formatCount(executions)}: ${shortened(sql)}`);
  return [
    `=== Database Watch Report ===\n${factLines(view).map(safeLine).join("\n")}`,
    section(`N+1 QUERY RISKS (${nPlusOne.length} found)`, risks),
    section("MOST TIME", times.map(safeLine)),
    ...(notSeen.length === 0 ? [] : [section("NOT SEEN", notSeen.map(safeLine))]),
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

const section = (title: string, lines: readonly string[]): string =>
  [`${title}:`, ...(lines.length === 0 ? ["none"] : lines).map((line) => indent(line, 2))].join("\n");

function riskLines(risk: NPlusOne, { columns, paint }: Look): readonly string[] {
  const width = Math.max(40, columns - 8);
  const values = risk.values.length === 0 ? [] : [`keys: ${risk.values.join(", ")}, …`];
  const parts = [
    `rows: ${risk.parent.sql}`,
    `then: ${risk.child.sql}`,
    `batched: ${risk.batchedSql}`,
    proofLine(risk),
    ...values,
  ];
  const details = parts.flatMap((part) => hanging(part, width));
  return [paint.yellow(safeLine(riskLine(risk))), ...details];
}

/** Further lines of a part stand deeper than its first. */
function hanging(part: string, width: number): readonly string[] {
  return wrapText(safeLine(part), width).map((line, at) => indent(line, at === 0 ? 2 : 6));
}

const LONGEST = 160;

const shortened = (sql: string): string => (sql.length > LONGEST ? `${sql.slice(0, LONGEST)}…` : sql);
