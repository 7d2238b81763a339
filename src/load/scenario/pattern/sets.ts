import type { CharacterSet } from "./program.ts";

type Ranges = readonly number[];

const LARGEST = 0xffff;
const DIGIT: Ranges = [48, 57];
const WORD: Ranges = [48, 57, 65, 90, 95, 95, 97, 122];
const SPACE: Ranges = [
  9, 13, 32, 32, 160, 160, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f, 0x3000,
  0x3000, 0xfeff, 0xfeff,
];
const LINE_ENDS: Ranges = [10, 10, 13, 13, 0x2028, 0x2029];

const CLASSES: ReadonlyMap<string, Ranges> = new Map([
  ["d", DIGIT],
  ["w", WORD],
  ["s", SPACE],
  ["D", inverse(DIGIT)],
  ["W", inverse(WORD)],
  ["S", inverse(SPACE)],
]);

/** Units that `\d`, `\w`, `\s` and their opposites stand for. */
export function classOf(letter: string): Ranges | undefined {
  return CLASSES.get(letter);
}

/** What a dot stands for. */
export function dotSet(isEverything: boolean): CharacterSet {
  return makeSet(isEverything ? [] : LINE_ENDS, true);
}

/** A set of units, with its table for ASCII. */
export function makeSet(ranges: Ranges, isNegated = false): CharacterSet {
  const ascii = new Uint8Array(128);
  for (let unit = 0; unit < 128; unit += 1) ascii[unit] = isIn(ranges, unit) === isNegated ? 0 : 1;
  return { ranges, isNegated, ascii };
}

/** The ranges with both cases of every ASCII letter in them. */
export function bothCases(ranges: Ranges): Ranges {
  const more: number[] = [...ranges];
  for (let unit = 65; unit <= 90; unit += 1) {
    if (isIn(ranges, unit)) more.push(unit + 32, unit + 32);
    if (isIn(ranges, unit + 32)) more.push(unit, unit);
  }
  return more;
}

/** Whether the set holds the unit. */
export function holds({ ascii, ranges, isNegated }: CharacterSet, unit: number): boolean {
  return unit < 128 ? ascii[unit] === 1 : isIn(ranges, unit) !== isNegated;
}

/** Whether a unit belongs to a word, for `\b`. */
export function isWord(unit: number): boolean {
  return isIn(WORD, unit);
}

function isIn(ranges: Ranges, unit: number): boolean {
  for (let index = 0; index < ranges.length; index += 2)
    if (unit >= (ranges[index] ?? 0) && unit <= (ranges[index + 1] ?? -1)) return true;
  return false;
}

function inverse(ranges: Ranges): Ranges {
  const result: number[] = [];
  let next = 0;
  for (let index = 0; index < ranges.length; index += 2) {
    const first = ranges[index] ?? 0;
    if (first > next) result.push(next, first - 1);
    next = (ranges[index + 1] ?? 0) + 1;
  }
  return [...result, next, LARGEST];
}
