import { EVERYTHING, OTHERS, range, single, without, type CharacterSet } from "./tree.ts";

export interface Cursor {
  readonly text: string;
  at: number;
}

const DIGITS = range(0x30, 0x39);
const WORDS = DIGITS | range(0x41, 0x5a) | range(0x61, 0x7a) | single(0x5f);
const SPACES = range(9, 13) | single(0x20) | OTHERS;
const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["v", 11],
  ["f", 12],
  ["0", 0],
]);
const CLASSES: ReadonlyMap<string, CharacterSet> = new Map([
  ["d", DIGITS],
  ["D", without(DIGITS)],
  ["w", WORDS],
  ["W", without(WORDS)],
  ["s", SPACES],
  ["S", without(SPACES) | OTHERS],
]);

/** The characters of an escape whose backslash has been read; undefined for one that stands for no character. */
export function escaped(cursor: Cursor): { readonly set: CharacterSet; readonly code?: number } | undefined {
  const rest = cursor.text.slice(cursor.at, cursor.at + 12);
  const letter = rest.charAt(0);
  const hexadecimal = /^(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\})/i.exec(rest);
  if (hexadecimal !== null) {
    cursor.at += hexadecimal[0].length;
    return one(Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? hexadecimal[3] ?? "0", 16));
  }
  if (letter === "p" || letter === "P") return property(cursor);
  if (letter === "c" && rest.length > 1) {
    cursor.at += 2;
    return one(rest.charCodeAt(1) % 32);
  }
  if (letter === "" || /[1-9kbB]/.test(letter)) return undefined;
  cursor.at += 1;
  const set = CLASSES.get(letter);
  return set === undefined ? one(CONTROLS.get(letter) ?? letter.charCodeAt(0)) : { set };
}

const one = (code: number): { readonly set: CharacterSet; readonly code: number } => ({ set: single(code), code });

/** `\p{…}`: which characters those are does not matter enough to know. */
function property(cursor: Cursor): { readonly set: CharacterSet } {
  const end = cursor.text.indexOf("}", cursor.at);
  cursor.at = cursor.text.charAt(cursor.at + 1) === "{" && end > 0 ? end + 1 : cursor.at + 1;
  return { set: EVERYTHING };
}

/** The characters of `[…]` whose bracket has been read; undefined where an escape in it is not understood. */
export function bracketed(cursor: Cursor): CharacterSet | undefined {
  const isNegated = cursor.text.charAt(cursor.at) === "^";
  if (isNegated) cursor.at += 1;
  let set: CharacterSet = 0n;
  while (cursor.at < cursor.text.length && cursor.text.charAt(cursor.at) !== "]") {
    const members = membersOf(cursor);
    if (members === undefined) return undefined;
    set |= members;
  }
  cursor.at += 1;
  // Outside of ASCII a set and its opposite may both have characters.
  return isNegated ? without(set) | OTHERS : set;
}

function membersOf(cursor: Cursor): CharacterSet | undefined {
  const from = memberOf(cursor);
  const isRange = cursor.text.charAt(cursor.at) === "-" && cursor.text.charAt(cursor.at + 1) !== "]";
  if (from?.code === undefined || !isRange) return from?.set;
  cursor.at += 1;
  const to = memberOf(cursor);
  if (to === undefined) return undefined;
  return to.code === undefined ? from.set | to.set | single(0x2d) : range(from.code, to.code);
}

function memberOf(cursor: Cursor): { readonly set: CharacterSet; readonly code?: number } | undefined {
  const character = cursor.text.charAt(cursor.at);
  cursor.at += 1;
  if (character !== "\\") return one(character.charCodeAt(0));
  if (cursor.text.charAt(cursor.at) !== "b") return escaped(cursor);
  cursor.at += 1;
  return one(8);
}
