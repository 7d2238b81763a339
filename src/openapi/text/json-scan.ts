import { endOfString, unquoted } from "./json-string.ts";
import type { Wanted } from "./wanted.ts";

/** A hand over JSON text: `at` moves forward; what the text must not hold there is reported by `fail`. */
export interface JsonScan {
  readonly text: string;
  readonly fail: (offset: number, reason: string) => never;
  at: number;
}

const SPACES: ReadonlySet<number> = new Set([9, 10, 13, 32]);
const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Walks a whole JSON text (RFC 8259) and notes the offsets of the members that are wanted.
 * It accepts exactly what JSON.parse accepts, so it also finds where a broken text breaks.
 */
export function scanJson(scan: JsonScan, wanted: Wanted): void {
  scanValue(scan, wanted);
  skipSpace(scan);
  if (scan.at < scan.text.length) scan.fail(scan.at, "there is text behind the end of the document");
}

function scanValue(scan: JsonScan, wanted: Wanted | undefined): void {
  skipSpace(scan);
  const character = scan.text[scan.at];
  if (character === "{") return scanObject(scan, wanted);
  if (character === "[") return scanArray(scan, wanted);
  if (character === '"') scanString(scan);
  else if (take(scan, LITERAL) === undefined) scan.fail(scan.at, unexpected(character));
}

function scanObject(scan: JsonScan, wanted: Wanted | undefined): void {
  scan.at += 1;
  if (skipPast(scan, "}")) return;
  do {
    skipSpace(scan);
    const start = scan.at;
    const child = childOf(wanted, scanString(scan), start);
    if (!skipPast(scan, ":")) scan.fail(scan.at, "a colon is missing behind the name");
    scanValue(scan, child);
  } while (skipPast(scan, ","));
  if (!skipPast(scan, "}")) scan.fail(scan.at, "a comma or } is missing");
}

function scanArray(scan: JsonScan, wanted: Wanted | undefined): void {
  scan.at += 1;
  if (skipPast(scan, "]")) return;
  let index = 0;
  do {
    skipSpace(scan);
    scanValue(scan, childOf(wanted, String(index), scan.at));
    index += 1;
  } while (skipPast(scan, ","));
  if (!skipPast(scan, "]")) scan.fail(scan.at, "a comma or ] is missing");
}

function childOf(wanted: Wanted | undefined, name: string, offset: number): Wanted | undefined {
  const child = wanted?.children.get(name);
  if (child !== undefined) child.offset = offset;
  return child;
}

function scanString(scan: JsonScan): string {
  const start = scan.at;
  if (scan.text[start] !== '"') return scan.fail(start, unexpected(scan.text[start], "a name in quotes"));
  const end = endOfString(scan.text, start);
  const text = end === undefined ? undefined : unquoted(scan.text.slice(start, end));
  scan.at = end ?? start;
  return text ?? scan.fail(start, "the string does not end or holds a character that must be escaped");
}

function skipPast(scan: JsonScan, character: string): boolean {
  skipSpace(scan);
  if (scan.text[scan.at] !== character) return false;
  scan.at += 1;
  return true;
}

function skipSpace(scan: JsonScan): void {
  while (SPACES.has(scan.text.charCodeAt(scan.at))) scan.at += 1;
}

function take(scan: JsonScan, pattern: RegExp): string | undefined {
  pattern.lastIndex = scan.at;
  const match = pattern.exec(scan.text)?.[0];
  if (match !== undefined) scan.at += match.length;
  return match;
}

function unexpected(character: string | undefined, expected = "a value"): string {
  return character === undefined ? "the text ends too early" : `${JSON.stringify(character)} where ${expected} is due`;
}
