import type { MeasureDecision } from "./decide.ts";
import type { Gate } from "./result/index.ts";

/** What may not be worse, and by how much. */
export interface GateWish {
  /** As a ratio: 0.05. */
  readonly tolerance: number;
  /** What is not proven to be within the tolerance fails too. */
  readonly strict: boolean;
}

/**
 * Whether the second side is worse than allowed: `failed` when one measure's whole interval lies beyond the tolerance; `passed` when all
 * of them lie within. More failures are never within it.
 */
export function gateOf(
  decisions: readonly MeasureDecision[],
  { tolerance, strict }: GateWish,
  answersDiffer: boolean,
): Gate {
  const limit = Math.log1p(tolerance);
  const rows = decisions.map((decision) => ({ measure: decision.measure, ...harmOf(decision) }));
  const broken = rows.filter(({ measure, low }) => low > (measure === "failures" ? 0 : limit));
  const open = rows.filter((row) => !broken.includes(row) && row.measure !== "failures" && !(row.high <= limit));
  const isOpen = open.length > 0 || answersDiffer;
  return {
    tolerancePercent: Math.round(tolerance * 10_000) / 100,
    strict,
    outcome: broken.length > 0 ? "failed" : isOpen ? "unproven" : "passed",
    broken: broken.map(({ measure }) => measure),
    unproven: open.map(({ measure }) => measure),
  };
}

/** The interval of a change for the worse: a lower rate is worse as a higher latency is. */
function harmOf({ measure, low, high }: MeasureDecision): { readonly low: number; readonly high: number } {
  return measure === "throughput" ? { low: -high, high: -low } : { low, high };
}
