import { meanOf } from "./batch.ts";

/**
 * The marginal standard error rule: cutting `cut` values off the front makes the standard error of the mean of the rest the
 * smallest. Applied to means of five it is MSER-5 (White, Cobb and Spratt, 2000; Franklin and White, 2008). `atLimit`: the smallest
 * was at half of the series, so the series has not settled, or not visibly.
 *
 * @example
 * marginalCut([9, 8, 5, 3, 3, 3, 3, 3, 3, 3]); // { cut: 3, atLimit: false }
 */
export function marginalCut(values: readonly number[]): { readonly cut: number; readonly atLimit: boolean } {
  const limit = Math.floor(values.length / 2);
  let best = { cut: 0, error: Number.POSITIVE_INFINITY };
  for (let cut = 0; cut <= limit; cut += 1) {
    const rest = values.slice(cut);
    const mean = meanOf(rest);
    const error = rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2;
    if (error < best.error * (1 - 1e-9)) best = { cut, error };
  }
  return { cut: best.cut, atLimit: limit > 0 && best.cut === limit };
}
