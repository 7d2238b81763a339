import { formatCount, formatDecimal, safeLine } from "../../kit/index.ts";
import type { LoadReport } from "../../load/result/index.ts";
import { failureName, loadAdvice, loadSentence } from "../findings/index.ts";
import { cell, head, row } from "./markdown-table.ts";
import { formatMs } from "./numbers.ts";
import { durationText } from "./text.ts";
import { thresholdSentence } from "./thresholds.ts";

/** The report as Markdown: for a pull request or a job's summary. */
export function loadMarkdown(report: LoadReport): string {
  const sections: readonly (readonly string[])[] = [
    headLines(report),
    verdictLines(report),
    figureLines(report),
    thresholdRows(report),
    routeRows(report),
    errorRows(report),
    noteItems(report),
    commandLines(report),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headLines(report: LoadReport): readonly string[] {
  const { target, settings } = report;
  return [
    "# Load test",
    "",
    `${cell(target.url)}, ${durationText(report)}, concurrency ${settings.concurrency}, ${cell(target.transport)}`,
  ];
}

function verdictLines({ findings, validity }: LoadReport): readonly string[] {
  const [first] = findings;
  const invalid =
    validity?.valid === false
      ? ["**INVALID: the generator was starved, so these figures are not the server's.**", ""]
      : [];
  if (first === undefined) return [...invalid, "**Nothing was measured.**"];
  const advice = loadAdvice(first);
  return [...invalid, `**${cell(loadSentence(first))}**${advice === undefined ? "" : ` Consider: ${cell(advice)}.`}`];
}

function figureLines({ requests, latency }: LoadReport): readonly string[] {
  const shown = latency.successful ?? latency.failed;
  const quantiles: readonly string[] =
    shown === null
      ? []
      : [
          row("P50", `${formatMs(shown.p50Ms)} ms`),
          row("P95", `${formatMs(shown.p95Ms)} ms`),
          row("P99", `${formatMs(shown.p99Ms)} ms`),
          row("Max", `${formatMs(shown.maxMs)} ms`),
        ];
  return [
    ...head("figure", "value"),
    row("Requests", formatCount(requests.total)),
    row("Requests/s", formatDecimal(requests.perSecond, 1)),
    row("Failed", `${formatCount(requests.failed)} (${requests.failedPercent.toFixed(1)}%)`),
    ...quantiles,
  ];
}

function thresholdRows({ thresholds }: LoadReport): readonly string[] {
  if (thresholds.length === 0) return [];
  const rows = thresholds.map((threshold) =>
    row(
      cell(thresholdSentence(threshold)),
      `${threshold.met ? "kept" : "broken"}${threshold.asked ? "" : " (default)"}`,
    ),
  );
  return [...head("threshold", "result"), ...rows];
}

function routeRows({ routes }: LoadReport): readonly string[] {
  if (routes.length < 2) return [];
  const rows = routes.map(({ name, requests, latency }) =>
    row(
      cell(name),
      formatCount(requests.total),
      formatCount(requests.failed),
      latency.successful === null ? "-" : formatMs(latency.successful.p50Ms),
      latency.successful === null ? "-" : formatMs(latency.successful.p99Ms),
    ),
  );
  return [...head("request", "total", "failed", "P50 ms", "P99 ms"), ...rows];
}

function errorRows({ errors }: LoadReport): readonly string[] {
  if (errors.length === 0) return [];
  return [
    ...head("error", "requests"),
    ...errors.map(({ kind, status, count }) => row(failureName(kind, status), formatCount(count))),
  ];
}

const noteItems = ({ findings }: LoadReport): readonly string[] =>
  findings.slice(1).map((finding) => `- ${cell(loadSentence(finding))}`);

function commandLines({ command }: LoadReport): readonly string[] {
  if (command === null) return [];
  const text = safeLine(command);
  // A fence longer than any run of backticks inside cannot be closed by them.
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [`${fence}sh`, text, fence];
}
