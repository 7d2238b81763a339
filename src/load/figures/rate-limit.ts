import type { Measured } from "../measured.ts";
import type { RateLimit } from "../result/index.ts";
import { perSecond, round } from "./round.ts";

/** What the limiter did; null when nobody looked for it. */
export function rateLimitOf({ rateLimit }: Measured): RateLimit | null {
  if (rateLimit === undefined) return null;
  const { first, headers, count, recoveredAtMs } = rateLimit;
  const recovered = first !== undefined && recoveredAtMs !== undefined;
  return {
    count,
    firstAtMs: first === undefined ? null : round(first.atMs),
    firstAfterRequests: first?.after ?? null,
    ratePerSecond: first === undefined ? null : round(perSecond(first.after, first.atMs)),
    headers: headers.map(([name, value]) => ({ name, value })),
    recoveredAfterMs: recovered ? round(recoveredAtMs - first.atMs) : null,
  };
}
