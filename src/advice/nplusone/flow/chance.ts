const FACTORIALS: number[] = [0, 0];

/** ln n! */
function logFactorial(n: number): number {
  for (let next = FACTORIALS.length; next <= n; next += 1)
    FACTORIALS.push((FACTORIALS[next - 1] ?? 0) + Math.log(next));
  return FACTORIALS[n] ?? 0;
}

/** ln of n over k; as many ways as there are to go through k of n things in their order. */
const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** ln of the number of ways in which k of n things can come, each once. */
const logArranged = (n: number, k: number): number => logFactorial(n) - logFactorial(n - k);

/**
 * ln of the chance that `k` different keys out of `n`, picked at random, first come in the order of the rows and among the first `span`:
 * C(span, k) of the n! / (n − k)! arrangements.
 */
export const logOrdered = (n: number, k: number, span: number): number =>
  k === 0 ? 0 : logChoose(span, k) - logArranged(n, k);

/** ln of the chance that k random picks out of n are all different. */
export const logDistinct = (n: number, k: number): number => logArranged(n, k) - k * Math.log(n);

/** ln of the chance that `members` random picks out of n repeat a given sequence. */
export const logExact = (n: number, members: number): number => -members * Math.log(n);

/**
 * Chernoff's bound of `hits` or more out of `tries` that each come out with chance p: exp(−tries · KL(hits/tries, p)).
 * Source: W. Hoeffding, Probability inequalities for sums of bounded random variables (1963), theorem 1.
 *
 * @example
 * manyHits(10, 10, 0.25); // 0.25 ** 10
 */
export function manyHits(hits: number, tries: number, p: number): number {
  const share = hits / tries;
  if (hits === 0 || share <= p) return 1;
  const rest = share >= 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - p));
  return Math.exp(-tries * (share * Math.log(share / p) + rest));
}
