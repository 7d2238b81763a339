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
  for (let index = 0; index < a.length; index += 1) previous = nextRow(previous, { letter: a.charAt(index), index }, b);
  return previous[b.length] ?? 0;
}

type Letter = { readonly letter: string; readonly index: number };

function nextRow(previous: readonly number[], { letter, index }: Letter, b: string): number[] {
  const row = [index + 1];
  for (let j = 1; j <= b.length; j += 1) {
    const substitution = (previous[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1);
    row.push(Math.min(substitution, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
  }
  return row;
}
