import { normalCdf, normalQuantile } from "./normal.ts";

const POINTS = 101;
const FARTHEST = 8;

/**
 * How much of a two-sided level a group-sequential test may have spent when the share `fraction` of the information is there:
 * the spending function of Lan and DeMets (1983) that is like O'Brien and Fleming's boundaries, half of the level on each side.
 */
export function spent(level: number, fraction: number): number {
  if (fraction <= 0) return 0;
  return Math.min(level, 4 * normalCdf(normalQuantile(level / 4) / Math.sqrt(Math.min(1, fraction))));
}

/**
 * The boundaries, as absolute values of z, of a two-sided test that is looked at several times, by recursive integration of the
 * process that has not stopped yet (Armitage, McPherson and Rowe, 1969).
 *
 * @param fractions of the information at each look so far, ascending, the last at most 1
 * @example
 * spendingBoundaries(0.05, [0.2, 0.4, 0.6, 0.8, 1]); // [4.877, 3.357, 2.680, 2.290, 2.031]
 */
export function spendingBoundaries(level: number, fractions: readonly number[]): readonly number[] {
  const bounds: number[] = [];
  let before: Process | undefined;
  for (const fraction of fractions) {
    const { fraction: since = 0 } = before ?? {};
    const toSpend = spent(level, fraction) - spent(level, since);
    const bound = boundaryFor(toSpend, before, fraction);
    bounds.push(bound / Math.sqrt(fraction));
    before = continued(before, { fraction, bound });
  }
  return bounds;
}

/** The density of Brownian motion at a look, where it has crossed no boundary: on evenly spaced points, with Simpson's weights. */
interface Process {
  readonly fraction: number;
  readonly at: readonly number[];
  /** Density times weight. */
  readonly mass: readonly number[];
}

interface Look {
  readonly fraction: number;
  readonly bound: number;
}

/**
 * The value that the process crosses, on either side, with the given probability: Newton's steps on its logarithm, which is nearly a
 * parabola, kept within bounds.
 */
function boundaryFor(probability: number, before: Process | undefined, fraction: number): number {
  let low = 0;
  let high = (FARTHEST + 1) * Math.sqrt(fraction);
  let bound = high / 3;
  for (let step = 0; step < 60 && high - low > 1e-9; step += 1) {
    const { chance, slope } = crossing(before, { fraction, bound });
    if (chance > probability) low = bound;
    else high = bound;
    const next = bound - ((Math.log(chance) - Math.log(probability)) * chance) / slope;
    if (Math.abs(next - bound) < 1e-9) return next;
    bound = next > low && next < high ? next : (low + high) / 2;
  }
  return bound;
}

/** The probability of crossing, and its derivative by the bound. Symmetric: both sides are crossed equally often. */
function crossing(before: Process | undefined, { fraction, bound }: Look) {
  if (before === undefined) return { chance: tail(bound, fraction), slope: -2 * normalDensity(bound, fraction) };
  const variance = fraction - before.fraction;
  let chance = 0;
  let slope = 0;
  for (const [index, x] of before.at.entries()) {
    const mass = before.mass[index] ?? 0;
    chance += mass * tail(bound - x, variance);
    slope -= 2 * mass * normalDensity(bound - x, variance);
  }
  return { chance, slope };
}

const tail = (distance: number, variance: number): number => 2 * normalCdf(-distance / Math.sqrt(variance));

function continued(before: Process | undefined, { fraction, bound }: Look): Process {
  const edge = Math.min(bound, FARTHEST * Math.sqrt(fraction));
  const step = (2 * edge) / (POINTS - 1);
  const at = Array.from({ length: POINTS }, (_, index) => index * step - edge);
  return { fraction, at, mass: at.map((y, i) => density(before, fraction, y) * ((step / 3) * simpson(i))) };
}

function density(before: Process | undefined, fraction: number, y: number): number {
  if (before === undefined) return normalDensity(y, fraction);
  const variance = fraction - before.fraction;
  return before.at.reduce((sum, x, i) => sum + (before.mass[i] ?? 0) * normalDensity(y - x, variance), 0);
}

const simpson = (index: number): number => (index === 0 || index === POINTS - 1 ? 1 : index % 2 === 1 ? 4 : 2);

const normalDensity = (x: number, variance: number): number =>
  Math.exp((-x * x) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
