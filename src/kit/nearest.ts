/**
 * The candidate with the smallest edit distance, when it is near enough to be a typing mistake.
 *
 * @example
 * nearest("analyse", ["analyze", "migrate"]); // "analyze"
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) previous = nextRow(previous, a, b, i);
  return previous[b.length] ?? 0;
}

function nextRow(previous: readonly number[], a: string, b: string, i: number): number[] {
  const row = [i];
  for (let j = 1; j <= b.length; j += 1) {
    const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
    row.push(Math.min(substitution, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
  }
  return row;
}
