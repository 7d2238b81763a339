/** What Holm's procedure says of one hypothesis. */
export interface HolmStep {
  readonly rejected: boolean;
  /** The level at which it was tested, or would have been: an interval at this level agrees with the decision. */
  readonly level: number;
}

/**
 * Holm's step-down procedure (1979): tests several hypotheses so that any false rejection has at most the level that `levelOf(1)`
 * has. `levelOf(left)` is the level of one test while so many hypotheses are left; α / left without a sequential
 * design.
 *
 * @returns a step for each probability, in the order given
 * @example
 * holm([0.01, 0.04, 0.03], (left) => 0.05 / left).map(({ rejected }) => rejected); // [true, false, false]
 */
export function holm(probabilities: readonly number[], levelOf: (left: number) => number): readonly HolmStep[] {
  const order = probabilities.map((p, index) => ({ p, index })).sort((left, right) => left.p - right.p);
  const steps: HolmStep[] = probabilities.map(() => ({ rejected: false, level: 0 }));
  let left = probabilities.length;
  let open = true;
  for (const { p, index } of order) {
    const level = levelOf(left);
    open = open && p <= level;
    steps[index] = { rejected: open, level };
    if (open) left -= 1;
  }
  return steps;
}
