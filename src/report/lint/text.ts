import { indent, safeLine, safeText, type Look, type Paint, type Severity } from "../../kit/index.ts";
import type { LintReport, ReportedFinding } from "../../lint/index.ts";
import { proofLines } from "./proof.ts";
import { fixesText } from "./fixes.ts";
import { summaryLine, targetLine } from "./summary.ts";

/** The findings by file and line, each with its safe form, then what was measured and what was written. */
export function lintText(report: LintReport, { paint }: Look): string {
  const files = [...new Set(report.files.map(({ file }) => file))];
  const blocks = files.flatMap((file) => fileBlock(file, report, paint));
  const fixes = fixesText(report);
  return [...blocks, ...(fixes === "" ? [] : [fixes]), targetLine(report), summaryLine(report)].join("\n");
}

function fileBlock(file: string, report: LintReport, paint: Paint): readonly string[] {
  const findings = report.findings.filter(({ subject }) => subject.file === file);
  const proof = report.files.filter((one) => one.file === file).flatMap((one) => proofLines(one));
  if (findings.length === 0 && proof.length === 0) return [];
  const lines = findings.flatMap((finding) => findingLines(finding, paint));
  return [paint.bold(safeLine(file)), ...lines, ...proof.map((line) => indent(line, 2)), ""];
}

function findingLines(finding: ReportedFinding, paint: Paint): readonly string[] {
  const { subject, severity, message, code, fix } = finding;
  const place = `${subject.line ?? 1}:${subject.column ?? 1}`;
  const line = `  ${place.padEnd(8)}${colored(severity, paint)} ${message} ${paint.dim(`[${code}]`)}`;
  if (fix === null || severity === "info") return [line];
  return [line, paint.dim(indent(safeText(fix), 18))];
}

function colored(severity: Severity, paint: Paint): string {
  const word = severity.padEnd(8);
  if (severity === "error") return paint.red(word);
  return severity === "warning" ? paint.yellow(word) : paint.cyan(word);
}
