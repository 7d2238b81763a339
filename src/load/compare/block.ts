import type { Measured } from "../measured.ts";
import type { SparseHistogram } from "./sparse.ts";

/** Which of the two endpoints. */
export type Side = "first" | "second";

/** A stretch of a comparison in which one endpoint alone was loaded, to the last answer of what it was sent. */
export interface BlockMeasured {
  readonly side: Side;
  /** Blocks come in pairs, one of each side, in an order that was drawn. */
  readonly pair: number;
  /** From the start of the comparison to the opening of the gate. */
  readonly startMs: number;
  /** From the opening of the gate to the last answer. */
  readonly lastedMs: number;
  readonly successful: number;
  readonly failed: number;
  /** Of successful requests. */
  readonly latency: SparseHistogram;
}

/** The facts of a comparison, before anything is concluded from them. */
export interface Compared {
  readonly first: Measured;
  readonly second: Measured;
  /** In the order of time; only whole pairs. */
  readonly blocks: readonly BlockMeasured[];
  /** How long the gate was open for a block. */
  readonly blockMs: number;
  /** At which shares of the planned time it was asked whether that is enough; the last one is where it ended. */
  readonly looks: readonly number[];
  readonly elapsedMs: number;
  readonly interrupted: boolean;
}

/** How two endpoints are to be compared. */
export interface CompareOptions {
  /** At most; both together. */
  readonly durationMs: number;
  /** Missing: 50 ms, or longer where latencies ask for it. */
  readonly blockMs?: number;
  /** Shares of the time at which `isEnough` is asked, ascending, below 1. */
  readonly looks: readonly number[];
  /** True ends the comparison. */
  readonly isEnough: (blocks: readonly BlockMeasured[], looks: readonly number[]) => boolean;
  /** Of the order of the blocks. */
  readonly seed: number;
}
