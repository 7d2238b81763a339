import { upperGamma } from "./gamma.ts";

/** The standard normal distribution function, to 1e-14, relative in the lower tail (erfc by the incomplete gamma function). */
export function normalCdf(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z > 0 ? 1 - tail : tail;
}

/**
 * The value that a standard normal variable stays below with the given probability: Hastings' first guess (Abramowitz and
 * Stegun, 26.2.23), then Halley's steps on the distribution function.
 *
 * @example
 * normalQuantile(0.975); // 1.959964
 */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return Number.NEGATIVE_INFINITY;
  if (probability >= 1) return Number.POSITIVE_INFINITY;
  if (probability > 0.5) return -normalQuantile(1 - probability);
  let z = guess(probability);
  for (let step = 0; step < 4; step += 1) {
    const error = (normalCdf(z) - probability) / density(z);
    z -= error / (1 + (error * z) / 2);
  }
  return z;
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

function guess(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(probability));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return top / bottom - t;
}
