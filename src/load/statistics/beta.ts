import { continuedFraction, logGamma } from "./gamma.ts";

/**
 * The distribution function of Beta(a, b), which is the regularised incomplete beta function I_x(a, b), by its continued
 * fraction (NIST Digital Library of Mathematical Functions, 8.17.22).
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side of the mean only.
  if (x > (a + 1) / (a + b + 2)) return 1 - tail(1 - x, b, a);
  return tail(x, a, b);
}

function tail(x: number, a: number, b: number): number {
  const scale = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  const numerator = (n: number): number => {
    const half = Math.floor(n / 2);
    if (n % 2 === 0) return (half * (b - half) * x) / ((a + 2 * half - 1) * (a + 2 * half));
    return (-(a + half) * (a + b + half) * x) / ((a + 2 * half) * (a + 2 * half + 1));
  };
  return scale * continuedFraction({ first: 1, numerator, denominator: () => 1 });
}

/**
 * The value that a Beta(a, b) variable stays below with the given probability, by bisection to the last bit of its
 * scale.
 *
 * @example
 * betaQuantile(0.5, 2, 2); // 0.5
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 80 && high - low > 1e-15 * high; step += 1) {
    const middle = (low + high) / 2;
    if (betaCdf(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
