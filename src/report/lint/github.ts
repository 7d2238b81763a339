import type { LintReport, ReportedFinding } from "../../lint/index.ts";
import { lintTitle } from "./sentence.ts";
import { summaryLine } from "./summary.ts";

/** Workflow commands that GitHub shows beside the lines of a change. Source: GitHub's manual, "Workflow commands for GitHub Actions". */
export function lintGithub(report: LintReport): string {
  return [...report.findings.map(command), summaryLine(report)].join("\n");
}

const WORDS = { error: "error", warning: "warning", info: "notice" } as const;

function command({ severity, subject, message, code }: ReportedFinding): string {
  const places = [`file=${property(subject.file ?? "")}`, `line=${subject.line ?? 1}`, `col=${subject.column ?? 1}`];
  return `::${WORDS[severity]} ${[...places, `title=${property(lintTitle(code))}`].join(",")}::${data(`${message} [${code}]`)}`;
}

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
