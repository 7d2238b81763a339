import type { Distribution } from "../result/index.ts";
import { finding, percentOf, type Rule } from "./rule.ts";

const ENOUGH = 1_000;
/** What each of the two groups holds at least. */
const LEAST_PERCENT = 5;
/** How empty it is between them, against the smaller of their peaks. */
const VALLEY = 0.25;
const APART = 2;

/** Two kinds of successful requests: a quick one and a slow one, with little between them. */
export const twoModes: Rule = (facts) => {
  if (facts.distribution === null || (facts.latency.successful?.count ?? 0) < ENOUGH) return [];
  const modes = modesOf(facts.distribution);
  return modes === undefined
    ? []
    : finding(facts, { code: "load-two-modes", severity: "info", evidence: { ...modes } });
};

interface Modes {
  readonly quickMs: number;
  readonly slowMs: number;
  readonly slowPercent: number;
}

function modesOf({ bucketFromMs, bucketSuccessful }: Distribution): Modes | undefined {
  const counts = smooth(smooth(bucketSuccessful));
  const splits = counts.map((_, at) => splitAt(counts, at)).filter((split) => split !== undefined);
  const [best] = splits.toSorted((a, b) => a.depth - b.depth);
  if (best === undefined) return undefined;
  const quickMs = bucketFromMs[best.left] ?? 0;
  const slowMs = bucketFromMs[best.right] ?? 0;
  if (slowMs < APART * quickMs) return undefined;
  return { quickMs, slowMs, slowPercent: best.rightPercent };
}

function splitAt(counts: readonly number[], at: number) {
  const [before, after] = [counts.slice(0, at), counts.slice(at + 1)];
  const [left, right] = [highest(before), highest(after)];
  const smaller = Math.min(counts[left] ?? 0, counts[at + 1 + right] ?? 0);
  const depth = (counts[at] ?? 0) / Math.max(1e-9, smaller);
  const total = sumOf(counts);
  const leftPercent = percentOf(sumOf(before), total);
  const rightPercent = percentOf(sumOf(after), total);
  if (depth > VALLEY || leftPercent < LEAST_PERCENT || rightPercent < LEAST_PERCENT) return undefined;
  return { depth, left, right: at + 1 + right, rightPercent };
}

/** Each bucket with half of its neighbours. */
const smooth = (counts: readonly number[]): readonly number[] =>
  counts.map((count, index) => count / 2 + ((counts[index - 1] ?? 0) + (counts[index + 1] ?? 0)) / 4);

const highest = (counts: readonly number[]): number => counts.indexOf(Math.max(0, ...counts));

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
