import type { Segment } from "./syntax.ts";

/** Why a text is no query that is understood here. */
export class PathError extends Error {
  constructor(reason: string, at: number) {
    super(`${reason} (character ${at + 1})`);
    this.name = "PathError";
  }
}

/** A text that is being read from left to right. */
export interface Cursor {
  readonly text: string;
  /** Reads the steps behind `$` and `@`, in filters too. */
  readonly steps: (cursor: Cursor, depth: number) => readonly Segment[];
  at: number;
}

export function fail(cursor: Cursor, reason: string): never {
  throw new PathError(reason, cursor.at);
}

/** Takes a sign if it stands here. */
export function accept(cursor: Cursor, sign: string): boolean {
  if (!cursor.text.startsWith(sign, cursor.at)) return false;
  cursor.at += sign.length;
  return true;
}

export function expect(cursor: Cursor, sign: string): void {
  if (!accept(cursor, sign)) fail(cursor, `${sign} is expected`);
}

/** Takes what a sticky expression finds here. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

export const blanks = (cursor: Cursor): void => void take(cursor, /[ \t\r\n]*/y);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** A text in single or double quotes. */
export function quotedText(cursor: Cursor): string {
  const quote = cursor.text.charAt(cursor.at);
  cursor.at += 1;
  let text = "";
  for (;;) {
    const sign = cursor.text.charAt(cursor.at);
    if (sign === "" || sign < " ") fail(cursor, `a text is not closed by ${quote}`);
    cursor.at += 1;
    if (sign === quote) return text;
    text += sign === "\\" ? escaped(cursor) : sign;
  }
}

function escaped(cursor: Cursor): string {
  const hex = take(cursor, /u[0-9a-fA-F]{4}/y);
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex.slice(1), 16));
  const sign = cursor.text.charAt(cursor.at);
  const known = ESCAPES.get(sign) ?? (/^["'/\\]$/.test(sign) ? sign : undefined);
  if (known === undefined) fail(cursor, "this escape is not known");
  cursor.at += 1;
  return known;
}

/** A whole number as an index: no leading zeros, no `-0`, exact. */
export function wholeNumber(cursor: Cursor): number | undefined {
  const digits = take(cursor, /-?\d+/y);
  if (digits === undefined) return undefined;
  const number = Number(digits);
  if (/^(?:0|-?[1-9]\d*)$/.test(digits) && Number.isSafeInteger(number)) return number;
  cursor.at -= digits.length;
  return fail(cursor, `${digits} is no index`);
}
