import { formatCount, formatDecimal, formatDuration, safeLine } from "../../kit/index.ts";
import type { RateLimit } from "../../load/result/index.ts";

/** What the limiter did, where somebody looked. */
export function rateLimitLines(limit: RateLimit | null): readonly string[] {
  if (limit === null) return [];
  return [
    "RATE LIMIT:",
    `  HTTP 429: ${formatCount(limit.count)}`,
    ...firstLines(limit),
    ...limit.headers.map(({ name, value }) => `  ${safeLine(name)}: ${safeLine(value)}`),
  ];
}

function firstLines({ firstAtMs, firstAfterRequests, ratePerSecond, recoveredAfterMs }: RateLimit): readonly string[] {
  if (firstAtMs === null) return [];
  const after = `after ${formatCount(firstAfterRequests ?? 0)} requests, at ${formatDecimal(ratePerSecond ?? 0, 1)}/s`;
  const recovery =
    recoveredAfterMs === null ? "none before the end of the run" : `${formatDuration(recoveredAfterMs)} later`;
  return [`  First: ${formatDuration(firstAtMs)} from the start, ${after}`, `  Next other answer: ${recovery}`];
}
