const LONGEST = 4096;

/**
 * The order in which a mix is sent, as indexes into its weights, to be repeated: every request appears in proportion to
 * its weight and as evenly spread as can be (smooth weighted round robin, as nginx's upstream balancing does it). The
 * same weights give the same order.
 *
 * @example
 * mixOrder([3, 1]); // [0, 0, 1, 0]
 */
export function mixOrder(weights: readonly number[]): Uint32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const credit = new Float64Array(weights.length);
  const order = new Uint32Array(lengthFor(weights, total));
  for (let place = 0; place < order.length; place += 1) {
    let best = 0;
    for (const [index, weight] of weights.entries()) {
      credit[index] = (credit[index] ?? 0) + weight;
      if ((credit[index] ?? 0) > (credit[best] ?? 0) + 1e-9) best = index;
    }
    credit[best] = (credit[best] ?? 0) - total;
    order[place] = best;
  }
  return order;
}

// Whole weights repeat exactly after their sum; others are as exact as the longest order allows.
function lengthFor(weights: readonly number[], total: number): number {
  if (weights.every((weight) => weight === weights[0])) return weights.length;
  const whole = weights.every((weight) => Number.isInteger(weight)) && total <= LONGEST;
  return whole ? total : Math.max(LONGEST, weights.length);
}
