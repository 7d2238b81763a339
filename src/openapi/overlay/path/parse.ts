import { condition } from "./condition.ts";
import type { Query, Segment, Selector } from "./syntax.ts";
import { accept, blanks, expect, fail, quotedText, take, wholeNumber, type Cursor } from "./text.ts";

export { PathError } from "./text.ts";

const LONGEST = 10_000;

/**
 * The query that a text spells (RFC 9535). Error: a PathError that says what is wrong and where.
 *
 * @example
 * parsePath("$.paths['/users'].get");
 */
export function parsePath(text: string): Query {
  const cursor: Cursor = { text, at: 0, steps: segmentsAt };
  if (text.length > LONGEST) fail(cursor, `it is longer than ${LONGEST} characters`);
  expect(cursor, "$");
  const segments = segmentsAt(cursor, 0);
  if (cursor.at < text.length) fail(cursor, `${JSON.stringify(text.charAt(cursor.at))} is not expected`);
  return { from: "root", segments };
}

/** The steps behind `$` or `@`. Blanks between two steps are allowed, behind the last one they are left alone. */
function segmentsAt(cursor: Cursor, depth: number): readonly Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    const before = cursor.at;
    blanks(cursor);
    const segment = segmentAt(cursor, depth);
    if (segment === undefined) {
      cursor.at = before;
      return segments;
    }
    segments.push(segment);
  }
}

function segmentAt(cursor: Cursor, depth: number): Segment | undefined {
  if (accept(cursor, "..")) return { isDescendant: true, selectors: bracketed(cursor, depth) ?? shorthand(cursor) };
  if (accept(cursor, ".")) return { isDescendant: false, selectors: shorthand(cursor) };
  const selectors = bracketed(cursor, depth);
  return selectors === undefined ? undefined : { isDescendant: false, selectors };
}

/** `*` or a name behind a point. */
function shorthand(cursor: Cursor): readonly Selector[] {
  if (accept(cursor, "*")) return [{ kind: "wildcard" }];
  const name = take(cursor, /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y);
  if (name === undefined) fail(cursor, "a name or * is expected; names with other signs are written ['…']");
  return [{ kind: "name", name }];
}

function bracketed(cursor: Cursor, depth: number): readonly Selector[] | undefined {
  if (!accept(cursor, "[")) return undefined;
  const selectors: Selector[] = [];
  do {
    blanks(cursor);
    selectors.push(selectorAt(cursor, depth));
    blanks(cursor);
  } while (accept(cursor, ","));
  expect(cursor, "]");
  return selectors;
}

function selectorAt(cursor: Cursor, depth: number): Selector {
  const sign = cursor.text.charAt(cursor.at);
  if (sign === "'" || sign === '"') return { kind: "name", name: quotedText(cursor) };
  if (accept(cursor, "*")) return { kind: "wildcard" };
  if (accept(cursor, "?")) return { kind: "filter", condition: condition(cursor, depth) };
  return indexOrSlice(cursor);
}

function indexOrSlice(cursor: Cursor): Selector {
  const first = wholeNumber(cursor);
  blanks(cursor);
  if (!accept(cursor, ":")) {
    if (first === undefined) fail(cursor, "a quoted name, an index, *, or a filter is expected");
    return { kind: "index", index: first };
  }
  blanks(cursor);
  const end = wholeNumber(cursor);
  blanks(cursor);
  const step = accept(cursor, ":") ? stepAt(cursor) : 1;
  return {
    kind: "slice",
    ...(first === undefined ? {} : { start: first }),
    ...(end === undefined ? {} : { end }),
    step,
  };
}

function stepAt(cursor: Cursor): number {
  blanks(cursor);
  return wholeNumber(cursor) ?? 1;
}
