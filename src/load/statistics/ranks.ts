/** Ranks of values from 1; equal values share the mean of theirs. @example midRanks([5, 1, 5]); // [2.5, 1, 2.5] */
export function midRanks(values: readonly number[]): readonly number[] {
  const order = values.map((value, index) => ({ value, index })).sort((left, right) => left.value - right.value);
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length;) {
    const to = endOfTie(order, from);
    for (const { index } of order.slice(from, to)) ranks[index] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

function endOfTie(order: readonly { readonly value: number }[], from: number): number {
  let to = from + 1;
  while (to < order.length && order[to]?.value === order[from]?.value) to += 1;
  return to;
}

/** The sum of t³ - t over the groups of t equal ranks: what ties take from a rank statistic's variance. */
export function tieTerm(ranks: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const rank of ranks) sizes.set(rank, (sizes.get(rank) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + size ** 3 - size, 0);
}
