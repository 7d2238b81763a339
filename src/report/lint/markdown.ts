import { safeLine, safeText } from "../../kit/index.ts";
import type { LintReport, ReportedFinding } from "../../lint/index.ts";
import { summaryLine, targetLine } from "./summary.ts";

/** A table of the findings and the safe forms below it, for a comment on a change. */
export function lintMarkdown(report: LintReport): string {
  const { findings } = report;
  const rows = findings.map((each) => `| ${cells(each).map(cell).join(" | ")} |`);
  const table = rows.length === 0 ? [] : ["| where | severity | what | rule |", "|---|---|---|---|", ...rows, ""];
  const fixes = findings.filter(({ fix, severity }) => fix !== null && severity !== "info").flatMap(fixBlock);
  return ["# Migrations", "", summaryLine(report), "", ...table, ...fixes, cell(targetLine(report)), ""].join("\n");
}

const cells = ({ subject, severity, message, code }: ReportedFinding): readonly string[] => [
  `${subject.file ?? ""}:${subject.line ?? 1}`,
  severity,
  message,
  code,
];

/** A word joiner keeps `@name` from calling somebody who has that name. */
const cell = (text: string): string =>
  safeLine(text)
    .replaceAll(/[\\|`*_<>[\]]/g, (character) => `\\${character}`)
    .replaceAll("@", "@\u2060");

function fixBlock({ subject, fix, code }: ReportedFinding): readonly string[] {
  const sql = safeText(fix ?? "");
  const longest = Math.max(2, ...[...sql.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [`**${cell(`${subject.file ?? ""}:${subject.line ?? 1}`)}** ${code}:`, "", `${fence}sql`, sql, fence, ""];
}
