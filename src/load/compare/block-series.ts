import type { BlockMeasured, Compared } from "./block.ts";
import type { CompareReport } from "./result/index.ts";
import { sparseQuantile } from "./sparse.ts";
import { pairsOf } from "./units.ts";

/** The pairs of blocks over time, for drawing. */
export function blockSeries({ blocks, blockMs }: Compared): NonNullable<CompareReport["blocks"]> {
  const pairs = pairsOf(blocks).flatMap(({ first: [first], second: [second] }) =>
    first === undefined || second === undefined ? [] : [{ first, second }],
  );
  return {
    lengthMs: blockMs,
    pairs: pairs.length,
    atMs: pairs.map(({ first, second }) => Math.round(Math.min(first.startMs, second.startMs))),
    firstP50Ms: pairs.map(({ first }) => medianOf(first)),
    secondP50Ms: pairs.map(({ second }) => medianOf(second)),
    firstPerSecond: pairs.map(({ first }) => rateOf(first)),
    secondPerSecond: pairs.map(({ second }) => rateOf(second)),
  };
}

function medianOf({ latency }: BlockMeasured): number | null {
  const micros = sparseQuantile([latency], 0.5);
  return Number.isNaN(micros) ? null : Math.round(micros) / 1_000;
}

const rateOf = ({ successful, lastedMs }: BlockMeasured): number | null =>
  lastedMs <= 0 ? null : Math.round((successful * 10_000) / lastedMs) / 10;
