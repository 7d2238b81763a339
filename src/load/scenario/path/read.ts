import { type PathCursor, PathMistake, type PathProblem, fail, skipBlanks, takeMatch, takes } from "./cursor.ts";
import { readTest } from "./read-filter.ts";
import { readText } from "./read-text.ts";
import type { JsonPath, Segment, Selector } from "./tree.ts";

const NAME =
  /[A-Za-z_\u0080-\uD7FF\uE000-\uFFFF\u{10000}-\u{10FFFF}][\w\u0080-\uD7FF\uE000-\uFFFF\u{10000}-\u{10FFFF}]*/uy;
const INTEGER = /-?(?:0|[1-9]\d*)/y;
const LONGEST = 1_000;

/**
 * Reads a query of RFC 9535; what is wrong with it is data, with the place in the text.
 *
 * @example
 * readPath("$.items[?@.price < 10].id");
 */
export function readPath(source: string): JsonPath | PathProblem {
  if (source.length > LONGEST) return { problem: `it is longer than ${LONGEST} characters`, at: LONGEST };
  const cursor: PathCursor = { text: source, at: 0, depth: 0 };
  try {
    if (!takes(cursor, "$")) fail(cursor, "it does not begin with $");
    const segments = readSegments(cursor);
    if (cursor.at < source.length) fail(cursor, unexpected(cursor));
    return { source, segments };
  } catch (error) {
    if (error instanceof PathMistake) return { problem: error.message, at: error.at };
    throw error;
  }
}

/** Segments as long as there are some. */
function readSegments(cursor: PathCursor): readonly Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    const before = cursor.at;
    skipBlanks(cursor);
    const segment = readSegment(cursor);
    if (segment === undefined) {
      cursor.at = before;
      return segments;
    }
    segments.push(segment);
  }
}

function readSegment(cursor: PathCursor): Segment | undefined {
  if (takes(cursor, "..")) return { descends: true, selectors: readAfterDots(cursor) };
  if (takes(cursor, ".")) return { descends: false, selectors: [readShort(cursor)] };
  if (takes(cursor, "[")) return { descends: false, selectors: readBracketed(cursor) };
  return undefined;
}

function readAfterDots(cursor: PathCursor): readonly Selector[] {
  return takes(cursor, "[") ? readBracketed(cursor) : [readShort(cursor)];
}

function readShort(cursor: PathCursor): Selector {
  if (takes(cursor, "*")) return { kind: "wildcard" };
  const name = takeMatch(cursor, NAME);
  if (name === undefined)
    return fail(cursor, "a name or * is missing behind the dot; other names are written ['like-this']");
  if (cursor.text.charAt(cursor.at) === "(") return fail(cursor, "functions are not supported");
  return { kind: "name", name };
}

function readBracketed(cursor: PathCursor): readonly Selector[] {
  const selectors: Selector[] = [];
  do {
    skipBlanks(cursor);
    selectors.push(readSelector(cursor));
    skipBlanks(cursor);
  } while (takes(cursor, ","));
  if (!takes(cursor, "]")) fail(cursor, "a ] is missing");
  return selectors;
}

function readSelector(cursor: PathCursor): Selector {
  if (takes(cursor, "*")) return { kind: "wildcard" };
  if (takes(cursor, "?")) return { kind: "filter", test: readTest(cursor, readSegments) };
  const character = cursor.text.charAt(cursor.at);
  if (character === "'" || character === '"') return { kind: "name", name: readText(cursor) };
  return readNumbers(cursor);
}

function readNumbers(cursor: PathCursor): Selector {
  const start = readInteger(cursor);
  skipBlanks(cursor);
  if (!takes(cursor, ":")) {
    if (start === undefined)
      return fail(cursor, "a name in quotes, a number, *, or ?filter is missing in the brackets");
    return { kind: "index", index: start };
  }
  skipBlanks(cursor);
  const end = readInteger(cursor);
  skipBlanks(cursor);
  const step = takes(cursor, ":") ? readStep(cursor) : 1;
  return { kind: "slice", ...(start !== undefined && { start }), ...(end !== undefined && { end }), step };
}

function readStep(cursor: PathCursor): number {
  skipBlanks(cursor);
  return readInteger(cursor) ?? 1;
}

function readInteger(cursor: PathCursor): number | undefined {
  const text = takeMatch(cursor, INTEGER);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text === "-0" || !Number.isSafeInteger(value)) fail(cursor, `${text} is no usable number`);
  return value;
}

function unexpected(cursor: PathCursor): string {
  return `${JSON.stringify(cursor.text.charAt(cursor.at))} is not expected here`;
}
