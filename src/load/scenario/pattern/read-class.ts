import type { CharacterSet } from "./program.ts";
import type { Reading } from "./read.ts";
import { readEscapedUnit } from "./read-escape.ts";
import { bothCases, classOf, makeSet } from "./sets.ts";
import { PatternMistake } from "./tree.ts";

/** A class; its opening bracket has been taken. */
export function readClass(reading: Reading): CharacterSet {
  const start = reading.at - 1;
  const isNegated = reading.text.charAt(reading.at) === "^";
  if (isNegated) reading.at += 1;
  const ranges: number[] = [];
  for (;;) {
    const character = reading.text.charAt(reading.at);
    if (character === "") throw new PatternMistake("a ] is missing", start);
    if (character === "]") break;
    ranges.push(...readRange(reading));
  }
  reading.at += 1;
  return makeSet(reading.ignoresCase ? bothCases(ranges) : ranges, isNegated);
}

function readRange(reading: Reading): readonly number[] {
  const start = reading.at;
  const first = readMember(reading);
  if (typeof first !== "number") return first;
  if (reading.text.charAt(reading.at) !== "-" || reading.text.charAt(reading.at + 1) === "]") return [first, first];
  reading.at += 1;
  const last = readMember(reading);
  if (typeof last !== "number") return [first, first, 45, 45, ...last];
  if (last < first) throw new PatternMistake("the ends of a range are out of order", start);
  return [first, last];
}

function readMember(reading: Reading): number | readonly number[] {
  const character = reading.text.charAt(reading.at);
  reading.at += 1;
  if (character !== "\\") return character === "" ? 0 : character.charCodeAt(0);
  const letter = reading.text.charAt(reading.at);
  const known = classOf(letter);
  if (known === undefined && letter !== "b") return readEscapedUnit(reading);
  reading.at += 1;
  return known ?? 8;
}
