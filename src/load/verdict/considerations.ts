import { reconnects } from "./opened-again.ts";
import { answersOf, type Facts } from "./rule.ts";

/** What may help against a missed target; the English is in the report room. */
export type Consideration =
  | "connection-pooling"
  | "query-optimization"
  | "horizontal-scaling"
  | "smaller-answers"
  | "server-keep-alive"
  | "idle-generator";

const TAIL = 3;
const LARGE_ANSWER_BYTES = 100_000;
const OVERLOAD: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * What the figures of a run that misses its target point to.
 *
 * A tail far above the median is requests that wait for one another (a pool, a lock); a median above the target is work
 * that takes too long for everybody; refusals and time-outs under load are a server at its end.
 */
export function considerationsOf(facts: Facts, targetMs: number): readonly Consideration[] {
  const { successful } = facts.latency;
  if (successful === null) return [];
  const signs: readonly (readonly [Consideration, boolean])[] = [
    ["idle-generator", facts.generator.busyPercent >= 95],
    ["server-keep-alive", reconnects(facts)],
    ["smaller-answers", isDownload(facts)],
    ["connection-pooling", successful.p99Ms >= TAIL * successful.p50Ms],
    ["query-optimization", !isDownload(facts)],
    ["horizontal-scaling", successful.p50Ms > targetMs || isOverloaded(facts)],
  ];
  return signs.filter(([, holds]) => holds).map(([consideration]) => consideration);
}

/** Answers are large, and most of the time goes by after their first byte. */
function isDownload(facts: Facts): boolean {
  const median = facts.latency.successful?.p50Ms ?? 0;
  const isLarge = facts.transfer.receivedBytes > LARGE_ANSWER_BYTES * Math.max(1, answersOf(facts));
  return isLarge && (facts.phases.firstByte?.p50Ms ?? 0) * 2 < median;
}

function isOverloaded({ errors }: Facts): boolean {
  return errors.some(({ kind, status }) => (status === null ? kind.endsWith("-timeout") : OVERLOAD.has(status)));
}
