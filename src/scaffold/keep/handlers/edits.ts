import type { Span } from "./source.ts";

/** A replacement of a piece of a text; an empty piece is an insertion. */
export interface Edit extends Span {
  readonly text: string;
}

/** The text with all edits, which do not overlap; insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let out = "";
  let at = 0;
  for (const { start, end, text: added } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    out += text.slice(at, start) + added;
    at = end;
  }
  return out + text.slice(at);
}

export const insertion = (at: number, text: string): Edit => ({ start: at, end: at, text });
