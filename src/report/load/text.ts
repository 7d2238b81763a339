import { formatDuration, safeText, type Look } from "../../kit/index.ts";
import type { LoadReport } from "../../load/result/index.ts";
import { connectionLines } from "./connections.ts";
import { errorLines } from "./errors.ts";
import { failedLatencyLines, latencyLines, moreLatencyLines } from "./latency.ts";
import { noteLines, recommendationLines } from "./recommendation.ts";
import { routeLines } from "./routes.ts";
import { throughputLines } from "./throughput.ts";
import { generatorLines, transferLines } from "./transfer.ts";

/** The report of a load test as text. */
export function loadText(report: LoadReport, look: Look): string {
  const sections: readonly (readonly string[])[] = [
    titleLines(report, look),
    throughputLines(report.requests),
    latencyLines(report.latency),
    errorLines(report.errors),
    recommendationLines(report, look),
    moreLatencyLines(report),
    failedLatencyLines(report.latency),
    routeLines(report.routes),
    transferLines(report),
    connectionLines(report),
    generatorLines(report),
    noteLines(report),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function titleLines({ target, settings, elapsedMs, interrupted }: LoadReport, { paint }: Look): readonly string[] {
  const duration = interrupted || settings.durationMs === null ? elapsedMs : settings.durationMs;
  return [
    paint.bold("=== Load Test Results ==="),
    `Target: ${safeText(target.url)}`,
    `Duration: ${formatDuration(duration)}${interrupted ? " (interrupted)" : ""} | Concurrency: ${settings.concurrency}`,
  ];
}
