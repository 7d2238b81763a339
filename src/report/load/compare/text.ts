import { formatCount, formatDuration, safeText, type Look } from "../../../kit/index.ts";
import type { ComparedSide, CompareReport, Gate } from "../../../load/compare/result/index.ts";
import { failureName } from "../../findings/index.ts";
import { findingSentence as sentenceOf, gateSentence, verdictSentence } from "./sentences.ts";
import { designNotes } from "./notes.ts";
import { measureLines } from "./table.ts";

/** The report of a comparison as text. */
export function compareText(report: CompareReport, look: Look): string {
  const sections: readonly (readonly string[])[] = [
    titleLines(report, look),
    verdictLines(report, look),
    measureLines(report),
    [...answerLines("A", report.first), ...answerLines("B", report.second)],
    noteLines(report),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function titleLines(report: CompareReport, { paint }: Look): readonly string[] {
  const { first, second, elapsedMs, interrupted, blocks, second: later } = report;
  const how =
    blocks === null
      ? "not interleaved"
      : `${blocks.pairs} pairs of ${formatDuration(blocks.lengthMs)}, in an order that was drawn`;
  return [
    paint.bold("=== Load Comparison ==="),
    `A: ${safeText(first.name)}`,
    `B: ${safeText(second.name)}`,
    `Duration: ${formatDuration(elapsedMs)}${interrupted ? " (interrupted)" : ""} | Concurrency: ${later.settings.concurrency} | ${how}`,
  ];
}

/** What has to be said before any speed comes first. */
function verdictLines(report: CompareReport, { paint }: Look): readonly string[] {
  const { verdict, gate, findings } = report;
  const first = findings.filter(({ severity }) => severity === "error").map((finding) => `  ${sentenceOf(finding)}`);
  return [
    "VERDICT:",
    ...first,
    `  ${verdict.kind === "different" ? paint.bold(verdictSentence(report)) : verdictSentence(report)}`,
    ...(gate === null ? [] : [`  ${gateText(gate, paint)}`]),
  ];
}

function gateText(gate: Gate, paint: Look["paint"]): string {
  const sentence = gateSentence(gate);
  if (gate.outcome === "failed") return paint.red(sentence);
  return gate.outcome === "passed" ? paint.green(sentence) : paint.yellow(sentence);
}

function answerLines(letter: string, side: ComparedSide): readonly string[] {
  const { requests, statuses, errors } = side;
  const answers = statuses.map(({ status, count }) => `${status}: ${formatCount(count)}`);
  const failures = errors
    .filter(({ kind }) => kind !== "http-status")
    .map(({ kind, status, count }) => `${failureName(kind, status)}: ${formatCount(count)}`);
  const title = letter === "A" ? ["ANSWERS:"] : [];
  return [...title, `  ${letter}: ${formatCount(requests.total)} requests; ${[...answers, ...failures].join(", ")}`];
}

function noteLines(report: CompareReport): readonly string[] {
  const notes = report.findings.filter(({ severity }) => severity !== "error").map(sentenceOf);
  return ["NOTES:", ...[...notes, ...designNotes(report)].map((note) => `  ${note}`)];
}
