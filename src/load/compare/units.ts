import type { BlockMeasured, Side } from "./block.ts";
import type { Measure } from "./design.ts";
import { sparseQuantile } from "./sparse.ts";

/** One or more pairs of blocks, as both sides saw them. */
export interface Unit {
  readonly first: readonly BlockMeasured[];
  readonly second: readonly BlockMeasured[];
}

const SHARES: Partial<Record<Measure, number>> = { p50: 0.5, p90: 0.9, p99: 0.99 };
// A quantile of a block wants some values beyond it, and a test wants some units: where both cannot be had, units win.
const BEYOND = 5;
const FEWEST_UNITS = 12;

/**
 * Differences of the second endpoint from the first, one of each unit: logarithms of ratios, or shares for failures. The
 * order within each pair was drawn by a fair coin, so that without a difference every one of them is as likely to have
 * the other sign, independently, whatever the noise does and however it depends on itself: that is all that the
 * signed-rank test asks for (Fisher, The Design of Experiments, section 21).
 */
export function differencesOf(blocks: readonly BlockMeasured[], measure: Measure): readonly number[] {
  const pairs = pairsOf(blocks);
  const units = joined(pairs, pairsPerUnit(blocks, pairs.length, SHARES[measure]));
  return units
    .map(({ first, second }) => figureOf(second, measure) - figureOf(first, measure))
    .filter((difference) => !Number.isNaN(difference));
}

/** Blocks by their pairs; a pair that lacks a side is left out. */
export function pairsOf(blocks: readonly BlockMeasured[]): readonly Unit[] {
  const pairs = new Map<number, Partial<Record<Side, BlockMeasured>>>();
  for (const block of blocks) pairs.set(block.pair, { ...pairs.get(block.pair), [block.side]: block });
  return [...pairs.values()].flatMap(({ first, second }) =>
    first === undefined || second === undefined ? [] : [{ first: [first], second: [second] }],
  );
}

function pairsPerUnit(blocks: readonly BlockMeasured[], pairs: number, share: number | undefined): number {
  if (share === undefined || blocks.length === 0) return 1;
  const count = blocks.reduce((sum, { successful }) => sum + successful, 0) / blocks.length;
  const wanted = Math.ceil(BEYOND / (1 - share) / Math.max(1, count));
  return Math.max(1, Math.min(wanted, Math.floor(pairs / FEWEST_UNITS)));
}

function joined(pairs: readonly Unit[], size: number): readonly Unit[] {
  return Array.from({ length: Math.floor(pairs.length / size) }, (_, index) => {
    const part = pairs.slice(index * size, (index + 1) * size);
    return { first: part.flatMap(({ first }) => first), second: part.flatMap(({ second }) => second) };
  });
}

function figureOf(blocks: readonly BlockMeasured[], measure: Measure): number {
  const share = SHARES[measure];
  if (share === undefined) return measure === "failures" ? failureShare(blocks) : Math.log(rateOf(blocks));
  return Math.log(
    sparseQuantile(
      blocks.map(({ latency }) => latency),
      share,
    ),
  );
}

const total = (blocks: readonly BlockMeasured[], pick: (block: BlockMeasured) => number): number =>
  blocks.reduce((sum, block) => sum + pick(block), 0);

function failureShare(blocks: readonly BlockMeasured[]): number {
  const failed = total(blocks, (block) => block.failed);
  const all = failed + total(blocks, (block) => block.successful);
  return all === 0 ? Number.NaN : failed / all;
}

// Half a request more, so that a block without any has a logarithm.
const rateOf = (blocks: readonly BlockMeasured[]): number =>
  (total(blocks, (block) => block.successful) + 0.5) / total(blocks, (block) => block.lastedMs);
