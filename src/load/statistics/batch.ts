/** Mean and variance of a mean of values that depend on their neighbours. */
export interface BatchedMean {
  readonly mean: number;
  /** Of the mean, not of a value. */
  readonly variance: number;
  readonly batches: number;
}

const MOST_BATCHES = 20;
const FEWEST_BATCHES = 8;

/** How many batches a series is cut into: 8 to 20, as Schmeiser (1982) recommends; 0 when it is too short. */
export function batchesOf(length: number): number {
  return length < FEWEST_BATCHES ? 0 : Math.min(MOST_BATCHES, Math.max(FEWEST_BATCHES, Math.floor(length / 2)));
}

/** Consecutive values in as many groups of nearly equal size. */
export function inBatches<Value>(values: readonly Value[], batches: number): readonly (readonly Value[])[] {
  return Array.from({ length: batches }, (_, index) =>
    values.slice(Math.floor((index * values.length) / batches), Math.floor(((index + 1) * values.length) / batches)),
  );
}

/**
 * The mean of a series and how sure it is, from the means of batches (Law, Simulation Modeling and Analysis, section 9.5). What
 * correlation is left between neighbouring batches widens the variance by (1 + r) / (1 - r). Undefined for less than 8 values.
 */
export function batchedMean(values: readonly number[]): BatchedMean | undefined {
  const batches = batchesOf(values.length);
  if (batches === 0) return undefined;
  const means = inBatches(values, batches).map(meanOf);
  const mean = meanOf(means);
  return { mean, variance: (varianceOf(means) / batches) * carryOver(means), batches };
}

/** By how much the correlation of neighbours widens the variance of their mean; never below 1. */
export function carryOver(values: readonly number[]): number {
  const mean = meanOf(values);
  const own = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const shared = values.slice(1).reduce((sum, value, index) => sum + (value - mean) * ((values[index] ?? 0) - mean), 0);
  const r = own === 0 ? 0 : Math.min(0.8, Math.max(0, shared / own));
  return (1 + r) / (1 - r);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of a sample. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
