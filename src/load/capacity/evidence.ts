import type { Observation, Stretch } from "./observation.ts";

/** How often an objective was broken at a rate, as if requests were independent of each other. */
export interface Evidence {
  /** Effective numbers: counted ones over the design effect. */
  readonly requests: number;
  readonly broken: number;
  /** Share of the requests that broke it, 0 to 1. */
  readonly share: number;
  /** By how much the variance of that share exceeds the one of independent requests; 1 and more. */
  readonly designEffect: number;
}

// Enough batches for a variance, and each as long as can be: what belongs to one queue should fall into one batch.
const BATCHES = 12;

/**
 * Pools the trials of one rate for the objective of that index. Requests that broke it come in bursts (one stall delays all
 * that wait), so the variance between batches says how many independent requests they are worth.
 *
 * Source: Kish, Survey Sampling, 1965, section 8.2 (design effect); batch means: Law, Simulation Modeling and Analysis,
 * 5th edition, section 9.5.3.
 *
 * @param atLeast the smallest design effect that is believed, as known from other trials
 */
export function evidenceOf(observations: readonly Observation[], index: number, atLeast = 1): Evidence {
  const batches = batchesOf(observations, index);
  const finished = sum(batches.map((batch) => batch.finished));
  const broken = sum(batches.map((batch) => batch.broken));
  const lost = sum(observations.map((observation) => observation.lost));
  const share = finished + lost === 0 ? 0 : (broken + lost) / (finished + lost);
  const designEffect = Math.max(atLeast, designEffectOf(batches));
  return {
    requests: (finished + lost) / designEffect,
    broken: (broken + lost) / designEffect,
    share,
    designEffect,
  };
}

interface Batch {
  readonly finished: number;
  readonly broken: number;
}

function batchesOf(observations: readonly Observation[], index: number): readonly Batch[] {
  const total = sum(observations.map(({ stretches }) => stretches.length));
  const length = Math.max(1, Math.ceil(total / BATCHES));
  return observations.flatMap(({ stretches }) => inBatches(stretches, length).map((some) => batchOf(some, index)));
}

const batchOf = (stretches: readonly Stretch[], index: number): Batch => ({
  finished: sum(stretches.map(({ finished }) => finished)),
  broken: sum(stretches.map(({ broken }) => broken[index] ?? 0)),
});

/** Variance of the batches' broken counts over the binomial one. */
function designEffectOf(batches: readonly Batch[]): number {
  const finished = sum(batches.map((batch) => batch.finished));
  const share = finished === 0 ? 0 : sum(batches.map((batch) => batch.broken)) / finished;
  if (batches.length < 3 || share === 0 || share === 1) return 1;
  const spread = sum(batches.map((batch) => (batch.broken - share * batch.finished) ** 2));
  return (spread * batches.length) / (batches.length - 1) / (share * (1 - share) * finished);
}

const inBatches = (stretches: readonly Stretch[], length: number): readonly (readonly Stretch[])[] =>
  Array.from({ length: Math.ceil(stretches.length / length) }, (_, place) =>
    stretches.slice(place * length, (place + 1) * length),
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
