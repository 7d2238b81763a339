/** A piece of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A replacement of a piece; an empty piece is an insertion. */
export interface Edit extends Span {
  readonly text: string;
}

/** The text with all edits. They do not overlap; insertions at one place keep their order. */
export function edited(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: next } of edits.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, start), next);
    at = end;
  }
  return [...parts, text.slice(at)].join("");
}
