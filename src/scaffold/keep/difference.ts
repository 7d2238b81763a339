import { diffIndices } from "node-diff3";

/** Lines `[start, end)` of the one text that stand as `[start, end)` in the other. */
export interface Hunk {
  readonly before: readonly [start: number, end: number];
  readonly after: readonly [start: number, end: number];
}

/** Where two lists of lines differ, in order. What they share at both ends is put aside first, which is nearly all of most files. */
export function hunksOf(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const found = diffIndices(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  return found.map(({ buffer1: [start1, length1], buffer2: [start2, length2] }) => ({
    before: [head + start1, head + start1 + length1],
    after: [head + start2, head + start2 + length2],
  }));
}
