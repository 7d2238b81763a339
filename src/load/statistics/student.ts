import { betaCdf } from "./beta.ts";
import { normalQuantile } from "./normal.ts";

/** The distribution function of Student's t with any number of degrees of freedom above 0 (DLMF 8.17.2 by Beta(ν/2, 1/2)). */
export function studentCdf(t: number, degrees: number): number {
  if (!Number.isFinite(degrees)) throw new RangeError("degrees of freedom must be finite");
  const outside = betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t > 0 ? 1 - outside : outside;
}

/**
 * The value that Student's t stays below with the given probability, by bisection.
 *
 * @example
 * studentQuantile(0.975, 19); // 2.093024
 */
export function studentQuantile(probability: number, degrees: number): number {
  if (probability === 0.5) return 0;
  if (probability > 0.5) return -studentQuantile(1 - probability, degrees);
  if (probability <= 0) return Number.NEGATIVE_INFINITY;
  let high = normalQuantile(probability);
  let low = 2 * high;
  while (studentCdf(low, degrees) > probability) low *= 2;
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, degrees) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
