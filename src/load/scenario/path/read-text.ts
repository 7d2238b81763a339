import { type PathCursor, fail } from "./cursor.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  "/": "/",
  "\\": "\\",
};

/** A text in single or double quotes; the cursor stands on the first one. */
export function readText(cursor: PathCursor): string {
  const quote = cursor.text.charAt(cursor.at);
  cursor.at += 1;
  let text = "";
  for (;;) {
    const character = cursor.text.charAt(cursor.at);
    if (character === "") fail(cursor, "a text does not end");
    if (character < " ") fail(cursor, "a text holds a control character");
    cursor.at += 1;
    if (character === quote) return text;
    text += character === "\\" ? readEscape(cursor, quote) : character;
  }
}

function readEscape(cursor: PathCursor, quote: string): string {
  const character = cursor.text.charAt(cursor.at);
  cursor.at += 1;
  if (character === quote) return quote;
  if (character === "u") return readUnicode(cursor);
  const known = Object.hasOwn(ESCAPES, character) ? ESCAPES[character] : undefined;
  return known ?? fail(cursor, `\\${character} is no escape`);
}

function readUnicode(cursor: PathCursor): string {
  const digits = /^[\dA-Fa-f]{4}/.exec(cursor.text.slice(cursor.at, cursor.at + 4))?.[0];
  if (digits === undefined) return fail(cursor, "\\u needs four hexadecimal digits");
  cursor.at += 4;
  return String.fromCharCode(Number.parseInt(digits, 16));
}
