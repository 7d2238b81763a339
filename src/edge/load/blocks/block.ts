import { sparseSince, summedCounts, type SparseHistogram } from "../../../load/compare/index.ts";
import { COUNTER } from "../memory/index.ts";
import { openGate, shutGate, type GatedLane } from "./gate.ts";

/** What one lane did while it alone was let through. */
export interface Stretch {
  readonly openedAt: number;
  readonly lastedMs: number;
  readonly successful: number;
  readonly failed: number;
  readonly latency: SparseHistogram;
}

/** Lets one lane through for so long, and counts. */
export async function measureBlock(gated: GatedLane, blockMs: number): Promise<Stretch> {
  const histograms = gated.memory.routes.map(({ successful }) => successful);
  const before = { counts: summedCounts(histograms), ...countersOf(gated) };
  const openedAt = await openGate(gated, blockMs);
  const restedAt = await shutGate(gated);
  const after = countersOf(gated);
  const failed = after.failed - before.failed;
  return {
    openedAt,
    // Without any answer the block lasted until it was given up.
    lastedMs: (after.finished > before.finished ? after.lastAt : restedAt) - openedAt,
    successful: after.finished - before.finished - failed,
    failed,
    latency: sparseSince(histograms, before.counts),
  };
}

const countersOf = ({ memory: { counters } }: GatedLane) => ({
  finished: counters[COUNTER.finished] ?? 0,
  failed: counters[COUNTER.failed] ?? 0,
  lastAt: counters[COUNTER.lastAt] ?? 0,
});
