import type { BlockMeasured, Side } from "../../../src/load/compare/index.ts";
import { sparseSince } from "../../../src/load/compare/index.ts";
import { createHistogram, recordValue } from "../../../src/load/index.ts";
import { normalQuantile, type Draw } from "../../../src/load/statistics/index.ts";

const EMPTY = createHistogram().counts;
const reused = createHistogram();

/** A block of the given latencies in microseconds. */
export function blockOf(
  side: Side,
  pair: number,
  micros: readonly number[],
  changes: Partial<BlockMeasured> = {},
): BlockMeasured {
  reused.counts.fill(0);
  for (const value of micros) recordValue(reused, value);
  const latency = sparseSince([reused], EMPTY);
  return { side, pair, startMs: pair * 200, lastedMs: 100, successful: micros.length, failed: 0, latency, ...changes };
}

export const gauss = (draw: Draw): number => normalQuantile(Math.max(1e-9, draw()));

/** How a machine disturbs: a slow part that neighbours share, a fast one, and now and then a spike. */
export interface Noise {
  readonly memory: number;
  readonly slow: number;
  readonly fast: number;
  readonly spike: number;
}

/** The disturbances of so many blocks after each other, as logarithms. */
export function disturbances(draw: Draw, count: number, { memory, slow, fast, spike }: Noise): readonly number[] {
  let level = slow * gauss(draw);
  return Array.from({ length: count }, () => {
    level = memory * level + Math.sqrt(1 - memory ** 2) * slow * gauss(draw);
    return level + fast * gauss(draw) + (draw() < spike ? Math.abs(gauss(draw)) : 0);
  });
}

// The shape of a block's latencies around its level: lognormal, 40 requests are enough to have all quantiles.
const SHAPE = Array.from({ length: 40 }, (_, index) => Math.exp(0.3 * normalQuantile((index + 0.5) / 40)));

/**
 * Blocks of two endpoints of which the second takes `effect` as long, on a machine with noise. Latencies are 1 ms at rest; the
 * rate is that of 10 users.
 */
export function simulated(
  draw: Draw,
  pairs: number,
  { effect, noise }: { readonly effect: number; readonly noise: Noise },
): readonly BlockMeasured[] {
  const levels = disturbances(draw, 2 * pairs, noise);
  return Array.from({ length: pairs }, (_, pair) => {
    const order: readonly Side[] = draw() < 0.5 ? ["first", "second"] : ["second", "first"];
    return order.map((side, index) => {
      const level = Math.exp(levels[2 * pair + index] ?? 0) * (side === "second" ? effect : 1);
      // The tail has noise of its own.
      const tail = Math.exp(0.3 * gauss(draw));
      const micros = SHAPE.map((shape, place) => 1_000 * level * shape * (place > 36 ? tail : 1));
      return blockOf(side, pair, micros, { successful: Math.round(1_000 / level) });
    });
  }).flat();
}
