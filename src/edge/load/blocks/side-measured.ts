import type { GeneratorMeasured, Measured } from "../../../load/index.ts";
import { measuredOf } from "../measure/index.ts";
import { COUNTER, noteUnfinished, type LaneMemory } from "../memory/index.ts";
import type { PairEnd, PairReady, PlanPair } from "../pair/index.ts";

/** A comparison that has ended. */
export interface PairFacts {
  readonly plans: PlanPair;
  readonly opened: PairReady;
  readonly end: PairEnd;
  readonly cpuMs: number;
  readonly elapsedMs: number;
  readonly interrupted: boolean;
}

/** What one side of a comparison was, as a run of its own. */
export function sideMeasured(side: 0 | 1, facts: PairFacts): Measured {
  const { plans, opened, end, interrupted } = facts;
  const { address, memory } = opened.lanes[side];
  // The blocks said how long, not the plan.
  const { durationMs: _own, requestLimit: _limit, ...plan } = plans[side];
  noteUnfinished(memory);
  const generator = { cpuMs: facts.cpuMs, busy: end.busy, workers: 1 };
  // What its gate kept it shut was taken off.
  const when = { startedAt: end.startedAt[side], interrupted };
  const none = { limitHeaders: [], checks: undefined };
  const measured = measuredOf({ plan, transport: opened.transport, address, generator, ...when, ...none }, [memory]);
  return { ...measured, generator: { ...generator, ...ownDelays(memory, measured, facts) } };
}

/** What the thread was kept from its work, as much of it as this side's part of the time. */
function ownDelays(
  { counters, queueing }: LaneMemory,
  { elapsedMs }: Measured,
  { end, opened, ...whole }: PairFacts,
): Partial<GeneratorMeasured> {
  const part = Math.min(1, elapsedMs / Math.max(1, whole.elapsedMs));
  return {
    stamps: end.isStamped ? "kernel" : "program",
    ...(end.isStamped ? { queueing } : {}),
    ...(end.stolenMs === undefined ? {} : { stolenMs: end.stolenMs * part }),
    stalledMs: (counters[COUNTER.stalled] ?? 0) * part,
    longestStallMs: counters[COUNTER.longestStall] ?? 0,
    ...(opened.fallback === undefined ? {} : { fallback: opened.fallback }),
  };
}
