import type { LintReport, ReportedFinding } from "../../lint/index.ts";
import { lintTitle } from "./sentence.ts";
import { summaryLine } from "./summary.ts";

/** Workflow commands that GitHub shows beside the lines of a change. Source: GitHub's manual, "Workflow commands for GitHub Actions". */
export function lintGithub(report: LintReport): string {
  return [...report.findings.map(command), summaryLine(report)].join("\n");
}

const WORDS = { error: "error", warning: "warning", info: "notice" } as const;

function command({ severity, subject, message, code }: ReportedFinding): string {
  const places = [
    `file=${property(printable(subject.file ?? ""))}`,
    `line=${subject.line ?? 1}`,
    `col=${subject.column ?? 1}`,
  ];
  return `::${WORDS[severity]} ${[...places, `title=${property(lintTitle(code))}`].join(",")}::${data(`${message} [${code}]`)}`;
}

/** A log shows what an annotation does not: a name must not speak to its terminal. */
const printable = (path: string): string =>
  path.replaceAll(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\uFFFD");

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
