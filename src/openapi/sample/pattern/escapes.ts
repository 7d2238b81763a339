import { charactersOfClass, charactersOfProperty } from "./characters.ts";
import { type Cursor, take, takeMatch } from "./cursor.ts";

const CONTROLS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", "0": "\0" };

/** What follows a backslash, as the characters that it can be; undefined where it is not a character. */
export function escapedCharacters(cursor: Cursor): readonly string[] | undefined {
  const property = takeMatch(cursor, /[pP]\{[^}]*\}/);
  if (property !== undefined) return charactersOfProperty(`\\${property[0]}`);
  const coded = takeMatch(cursor, /x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]+)\}/);
  if (coded !== undefined) return [ofCode(coded[1] ?? coded[2] ?? coded[3] ?? "")];
  const letter = take(cursor);
  return charactersOfClass(letter) ?? [Object.hasOwn(CONTROLS, letter) ? (CONTROLS[letter] ?? letter) : letter];
}

function ofCode(hexadecimal: string): string {
  const code = Number.parseInt(hexadecimal, 16);
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
}
