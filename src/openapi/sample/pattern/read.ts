import { UNIVERSE } from "./characters.ts";
import { type Cursor, isDone, peek, take, takeMatch } from "./cursor.ts";
import { escapedCharacters } from "./escapes.ts";
import { readSet } from "./sets.ts";
import { NOTHING, type PatternNode } from "./tree.ts";

const LOOKAROUND = /\?<?[=!]/;
const GROUP_HEAD = /\?:|\?<([^>]+)>|\?[a-z]*(?:-[a-z]+)?:/;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})[?+]?/;

interface Reading extends Cursor {
  groups: number;
}

/** Reads a pattern. Anchors and lookarounds become nothing: whoever uses the text verifies it. */
export function readPattern(pattern: string): PatternNode {
  return readChoice({ text: pattern, at: 0, groups: 0 });
}

function readChoice(cursor: Reading): PatternNode {
  const branches = [readSequence(cursor)];
  while (takeMatch(cursor, /\|/) !== undefined) branches.push(readSequence(cursor));
  const [only] = branches;
  return branches.length === 1 && only !== undefined ? only : { kind: "choice", branches };
}

function readSequence(cursor: Reading): PatternNode {
  const parts: PatternNode[] = [];
  while (!isDone(cursor) && peek(cursor) !== "|" && peek(cursor) !== ")") parts.push(readRepeated(cursor));
  return { kind: "sequence", parts };
}

function readRepeated(cursor: Reading): PatternNode {
  const body = readAtom(cursor);
  const quantifier = takeMatch(cursor, QUANTIFIER);
  if (quantifier === undefined) return body;
  const [least, most] = timesOf(quantifier);
  return { kind: "repeat", body, least, most };
}

function timesOf([, sign, low, comma, high]: RegExpExecArray): readonly [number, number] {
  if (sign !== undefined) return [sign === "+" ? 1 : 0, sign === "?" ? 1 : Infinity];
  const least = Number(low);
  if (comma === "") return [least, least];
  return [least, high === "" || high === undefined ? Infinity : Number(high)];
}

function readAtom(cursor: Reading): PatternNode {
  const character = take(cursor);
  switch (character) {
    case "^":
    case "$":
      return NOTHING;
    case ".":
      return { kind: "set", characters: UNIVERSE.filter((each) => each !== "\n") };
    case "[":
      return readSet(cursor);
    case "(":
      return readGroup(cursor);
    case "\\":
      return readEscape(cursor);
    default:
      return { kind: "text", text: character };
  }
}

function readGroup(cursor: Reading): PatternNode {
  if (takeMatch(cursor, LOOKAROUND) !== undefined) {
    readChoice(cursor);
    take(cursor);
    return NOTHING;
  }
  const head = takeMatch(cursor, GROUP_HEAD);
  const captures = head === undefined || head[1] !== undefined;
  if (captures) cursor.groups += 1;
  const number = captures ? cursor.groups : 0;
  const body = readChoice(cursor);
  take(cursor);
  return { kind: "group", number, name: head?.[1], body };
}

function readEscape(cursor: Reading): PatternNode {
  if (takeMatch(cursor, /[bBAZz]/) !== undefined) return NOTHING;
  const back = takeMatch(cursor, /([1-9]\d?)|k<([^>]+)>/);
  if (back !== undefined) return { kind: "back", group: back[1] ?? back[2] ?? "" };
  const characters = escapedCharacters(cursor);
  return characters === undefined ? NOTHING : { kind: "set", characters };
}
