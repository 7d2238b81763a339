import { bracketed, escaped, type Cursor } from "./characters.ts";
import { NOTHING, OTHERS, single, without, type ParsedPattern, type PatternTree } from "./tree.ts";

interface Reading extends Cursor {
  hasEnd: boolean;
  /** Set when something was met whose cost is not counted: a back reference, a look around from within. */
  isStrange: boolean;
  /** A group is open, or a character was read. */
  isInside: boolean;
  readonly before: ParsedPattern[];
}

const LONGEST = 2_000;

/** A pattern that compiles, as a tree; undefined where it holds what is not understood. */
export function parsePattern(text: string): ParsedPattern | undefined {
  if (text.length > LONGEST) return undefined;
  const reading: Reading = { text, at: 0, hasEnd: false, isStrange: false, isInside: false, before: [] };
  const tree = choice(reading);
  if (reading.isStrange || reading.at < text.length) return undefined;
  const { hasEnd, before } = reading;
  const anchored = isAnchored(text, tree);
  return anchored || before.length === 0 ? { tree, isAnchored: anchored, hasEnd, before } : undefined;
}

/** `^` first; of several alternatives at the top it would bind the first only. */
const isAnchored = (text: string, tree: PatternTree): boolean => text.startsWith("^") && tree.kind !== "choice";

const peek = ({ text, at }: Reading): string => text.charAt(at);

function takes(reading: Reading, expected: string): boolean {
  if (!reading.text.startsWith(expected, reading.at)) return false;
  reading.at += expected.length;
  return true;
}

function choice(reading: Reading): PatternTree {
  const branches = [sequence(reading)];
  while (takes(reading, "|")) branches.push(sequence(reading));
  const [only] = branches;
  return branches.length === 1 && only !== undefined ? only : { kind: "choice", branches };
}

function sequence(reading: Reading): PatternTree {
  const parts: PatternTree[] = [];
  while (reading.at < reading.text.length && peek(reading) !== "|" && peek(reading) !== ")") {
    if (reading.isStrange) return NOTHING;
    const body = atom(reading);
    parts.push(repeated(reading, body));
  }
  return { kind: "sequence", parts };
}

const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;

function repeated(reading: Reading, body: PatternTree): PatternTree {
  QUANTIFIER.lastIndex = reading.at;
  const found = QUANTIFIER.exec(reading.text);
  if (found === null) return body;
  reading.at += found[0].length;
  const [, sign, low = "0", comma, high = ""] = found;
  if (sign !== undefined)
    return { kind: "repeat", body, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Infinity };
  const least = Number(low);
  return { kind: "repeat", body, least, most: comma === "" ? least : high === "" ? Infinity : Number(high) };
}

function atom(reading: Reading): PatternTree {
  const character = peek(reading);
  reading.at += 1;
  const isFirst = !reading.isInside;
  reading.isInside ||= character !== "^" && character !== "(";
  switch (character) {
    case "^":
      return NOTHING;
    case "$":
      reading.hasEnd = true;
      return NOTHING;
    case ".":
      return { kind: "characters", set: without(single(10) | single(13)) | OTHERS };
    case "[":
      return charactersOf(reading, bracketed(reading));
    case "(":
      return isFirst && LOOK.test(reading.text.slice(reading.at, reading.at + 3)) ? look(reading) : group(reading);
    case "\\":
      return escape(reading);
    default:
      return { kind: "characters", set: single(character.charCodeAt(0)) };
  }
}

function charactersOf(reading: Reading, set: bigint | undefined): PatternTree {
  reading.isStrange ||= set === undefined;
  return { kind: "characters", set: set ?? 0n };
}

function escape(reading: Reading): PatternTree {
  if (!/[bB]/.test(peek(reading))) return charactersOf(reading, escaped(reading)?.set);
  reading.at += 1;
  reading.hasEnd = true;
  return NOTHING;
}

function group(reading: Reading): PatternTree {
  const name = /^\?<[^=!][^>]*>/.exec(reading.text.slice(reading.at, reading.at + 100));
  if (name !== null) reading.at += name[0].length;
  else if (peek(reading) === "?" && !takes(reading, "?:")) reading.isStrange = true;
  reading.isInside = true;
  const body = choice(reading);
  reading.isStrange ||= !takes(reading, ")");
  return body;
}

const LOOK = /^\?<?[=!]/;

function look(reading: Reading): PatternTree {
  const { hasEnd } = reading;
  reading.at += LOOK.exec(reading.text.slice(reading.at, reading.at + 3))?.[0].length ?? 0;
  Object.assign(reading, { hasEnd: false, isInside: true });
  const tree = choice(reading);
  reading.isStrange ||= !takes(reading, ")");
  reading.before.push({ tree, isAnchored: true, hasEnd: reading.hasEnd, before: [] });
  Object.assign(reading, { hasEnd, isInside: false });
  return NOTHING;
}
