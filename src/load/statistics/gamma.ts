const SMALLEST = 1e-300;
const ENOUGH = 1e-16;
const MOST_TERMS = 100_000;

// Lanczos (1964), "A precision approximation of the gamma function", with g = 7 and 9 terms: about 15 digits.
const LANCZOS_G = 7;
const LANCZOS = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6,
  1.505_632_735_149_311_6e-7,
];

/** The natural logarithm of Γ(x), for x > 0. @example logGamma(5); // ln 24 */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const base = shifted + LANCZOS_G + 0.5;
  const sum = LANCZOS.reduce((total, term, index) => total + (index === 0 ? term : term / (shifted + index)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}

/**
 * The upper regularised incomplete gamma function Q(a, x): by its series below a + 1, by its continued fraction above
 * (Abramowitz and Stegun, 6.5.29 and 6.5.31), so that small tails keep their relative precision.
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS && term > sum * ENOUGH; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

const upperFraction = (a: number, x: number): number =>
  continuedFraction({
    first: x + 1 - a,
    numerator: (n) => n * (a - n),
    denominator: (n) => x + 2 * n + 1 - a,
  });

interface Fraction {
  readonly first: number;
  readonly numerator: (n: number) => number;
  readonly denominator: (n: number) => number;
}

/** 1 / (first + numerator(1) / (denominator(1) + numerator(2) / …)), by Lentz's method as Thompson and Barnett (1986) changed it. */
export function continuedFraction({ first, numerator, denominator }: Fraction): number {
  let whole = first === 0 ? SMALLEST : first;
  let above = whole;
  let below = 0;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const step = denominator(n);
    const part = numerator(n);
    below = 1 / nonZero(step + part * below);
    above = nonZero(step + part / above);
    whole *= above * below;
    if (Math.abs(above * below - 1) < ENOUGH) break;
  }
  return 1 / whole;
}

const nonZero = (value: number): number => (Math.abs(value) < SMALLEST ? SMALLEST : value);
