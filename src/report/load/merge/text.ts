import { formatCount, formatDecimal, formatDuration, safeLine, textTable } from "../../../kit/index.ts";
import type { Merged, MergedFigures } from "../../../load/merge/result/index.ts";
import { mergeSentence } from "../../findings/index.ts";

const UNKNOWN = "not known";

const counted = (value: number | null): string => (value === null ? UNKNOWN : formatCount(value));
const time = (value: number | null): string =>
  value === null ? UNKNOWN : `${formatDecimal(value, value < 10 ? 2 : 1)}ms`;

/** The figures of all parts together, the parts, and what qualifies them. */
export function mergedText(merged: Merged): string {
  const { script, parts, elapsedMs, missing, expected, routes, checks, findings } = merged;
  const broken = merged.thresholds.filter(({ met }) => !met);
  const lines = [
    `${script === null ? "Load" : safeLine(script)}: ${parts.length} parts merged${expected === null ? "" : ` of ${expected}`}`,
    ...(missing > 0
      ? [`${missing} ${missing === 1 ? "part is" : "parts are"} missing: every count below is too low.`]
      : []),
    "",
    `Requests      ${counted(merged.requests)}`,
    `Failed        ${counted(merged.failed)}${merged.failedPercent === null ? "" : ` (${formatDecimal(merged.failedPercent, 2)}%)`}`,
    `Rate          ${merged.perSecond === null ? UNKNOWN : `${formatDecimal(merged.perSecond, 1)}/s`}`,
    `Longest part  ${elapsedMs === null ? UNKNOWN : formatDuration(elapsedMs)}`,
    ...(merged.classes ?? []).map(({ class: name, count }) => `Answers ${name.padEnd(6)}${formatCount(count)}`),
    "",
    ...latencyLines(merged.latency),
    ...titled("REQUESTS", routeTable(routes)),
    ...titled("PARTS", partTable(parts)),
    ...titled("CHECKS THAT FAILED", checks.filter(({ failed }) => failed > 0).map(checkLine)),
    ...titled(
      "THRESHOLDS MISSED",
      broken.map(({ expression, actual }) => `${safeLine(expression)} (it is ${actual ?? UNKNOWN})`),
    ),
    ...titled(
      "NOTES",
      findings.map((finding) => safeLine(mergeSentence(finding))),
    ),
  ];
  return lines.join("\n");
}

const titled = (title: string, rows: readonly string[]): readonly string[] =>
  rows.length === 0 ? [] : ["", title, ...rows.map((row) => `  ${row}`)];

function latencyLines(latency: MergedFigures["latency"]): readonly string[] {
  if (latency === null) return ["LATENCY       not known: no part has a distribution"];
  const rows = latency.quantiles.map(({ percent, valueMs, lowMs, highMs }) => {
    const bounds = valueMs === null && lowMs !== null ? ` (from ${time(lowMs)} to ${time(highMs)})` : "";
    return `  ${`P${percent}`.padEnd(6)}${time(valueMs)}${bounds}`;
  });
  return [
    "LATENCY, added up from the percentiles of all parts",
    `  ${"min".padEnd(6)}${time(latency.minMs)}`,
    `  ${"mean".padEnd(6)}${time(latency.meanMs)}`,
    ...rows,
    `  ${"max".padEnd(6)}${time(latency.maxMs)}`,
  ];
}

const quantile = (latency: MergedFigures["latency"], wanted: number): string =>
  time(latency?.quantiles.find(({ percent }) => percent === wanted)?.valueMs ?? null);

const checkLine = ({ name, passed, failed }: Merged["checks"][number]): string =>
  `${safeLine(name)}: ${formatCount(failed)} of ${formatCount(passed + failed)}`;

function routeTable(routes: Merged["routes"]): readonly string[] {
  if (routes.length === 0) return [];
  const rows = routes.map(({ name, requests, failed, latency }) => [
    safeLine(name),
    counted(requests),
    counted(failed),
    quantile(latency, 50),
    quantile(latency, 99),
  ]);
  return table(["Name", "Requests", "Failed", "P50", "P99"], rows);
}

function partTable(parts: Merged["parts"]): readonly string[] {
  const rows = parts.map(({ name, requests, durationMs, p99Ms }) => [
    safeLine(name),
    counted(requests),
    durationMs === null ? UNKNOWN : formatDuration(durationMs),
    time(p99Ms),
  ]);
  return table(["Part", "Requests", "Time", "P99"], rows);
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  textTable(
    heads.map((title, index) => ({ title, align: index === 0 ? "left" : "right" })),
    rows,
  ).split("\n");
