import { diff3Merge } from "node-diff3";

/** A text, what a printer makes of it, and what the printer makes of its changed form. */
export interface Printed {
  readonly text: string;
  readonly untouched: string;
  readonly changed: string;
}

/**
 * The changed form with every line that did not change as it was spelled: the printer's own habits are the difference between `text` and
 * `untouched`, and are taken back by a three-way merge of lines.
 */
export function keepLines({ text, untouched, changed }: Printed): string {
  if (untouched === changed) return text;
  const regions = diff3Merge(text.split("\n"), untouched.split("\n"), changed.split("\n"), {
    excludeFalseConflicts: true,
  });
  return regions
    .flatMap((region) => region.ok ?? (region.conflict === undefined ? [] : settled(region.conflict)))
    .join("\n");
}

interface Conflict {
  readonly a: readonly string[];
  readonly o: readonly string[];
  readonly b: readonly string[];
}

/** Where a line that is spelled otherwise stands beside a line that changed: the printer's lines that stayed get their spelling back. */
function settled({ a, o, b }: Conflict): readonly string[] {
  if (a.length !== o.length) return b;
  let at = 0;
  return b.map((line) => {
    const found = o.indexOf(line, at);
    if (found < 0) return line;
    at = found + 1;
    return a[found] ?? line;
  });
}
