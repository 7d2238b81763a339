import { formatDecimal, formatDuration, safeText, type Look } from "../../kit/index.ts";
import type { LoadReport } from "../../load/result/index.ts";
import { checkLines } from "./checks.ts";
import { connectionLines } from "./connections.ts";
import { errorLines } from "./errors.ts";
import { generatorLines } from "./generator.ts";
import { failedLatencyLines, latencyLines, moreLatencyLines } from "./latency.ts";
import { rateLimitLines } from "./rate-limit.ts";
import { noteLines, recommendationLines } from "./recommendation.ts";
import { routeLines } from "./routes.ts";
import { scheduleLines } from "./schedule.ts";
import { steadyLines } from "./steady.ts";
import { thresholdLines } from "./thresholds.ts";
import { throughputLines } from "./throughput.ts";
import { transferLines } from "./transfer.ts";
import { writtenLines } from "./written.ts";

/** The report of a load test as text. */
export function loadText(report: LoadReport, look: Look): string {
  const sections: readonly (readonly string[])[] = [
    titleLines(report, look),
    throughputLines(report.requests),
    latencyLines(report.latency),
    errorLines(report.errors),
    recommendationLines(report, look),
    thresholdLines(report.thresholds, look),
    moreLatencyLines(report),
    failedLatencyLines(report.latency),
    steadyLines(report),
    routeLines(report.routes),
    checkLines(report.checks),
    rateLimitLines(report.rateLimit),
    transferLines(report),
    scheduleLines(report),
    connectionLines(report),
    generatorLines(report),
    noteLines(report),
    writtenLines(report.written),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function titleLines(report: LoadReport, { paint }: Look): readonly string[] {
  const { target, validity } = report;
  return [
    paint.bold("=== Load Test Results ==="),
    `Target: ${safeText(target.url)}`,
    `Duration: ${durationText(report)} | ${rateText(report)}Concurrency: ${report.settings.concurrency}`,
    ...(validity?.valid === false
      ? [paint.red("INVALID: the generator was starved, so these figures are not the server's.")]
      : []),
  ];
}

/** As planned, or how long it took where it ended otherwise. */
export function durationText({ settings, elapsedMs, interrupted, aborted }: LoadReport): string {
  const planned = interrupted || aborted || settings.durationMs === null ? elapsedMs : settings.durationMs;
  const early = interrupted ? " (interrupted)" : aborted ? " (aborted: too many errors)" : "";
  return `${formatDuration(planned)}${early}`;
}

function rateText({ settings: { model } }: LoadReport): string {
  if (model.startPerSecond === null) return "";
  const levels = [
    ...(model.startPerSecond === 0 ? [] : [model.startPerSecond]),
    ...model.stages.map(({ target }) => target),
  ];
  const shown = [...new Set(levels)].map((level) => formatDecimal(level, Number.isInteger(level) ? 0 : 1));
  return `Rate: ${shown.join(" to ")}/s | `;
}
