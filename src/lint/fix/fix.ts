/**
 * How a statement of a safe form is run. `together`: in the transaction that is there. `apart`: in another transaction
 * than what stands before it. `outside`: the server refuses it in any.
 */
export type Run = "together" | "apart" | "outside";

export interface FixStep {
  readonly sql: string;
  readonly run: Run;
  /** What makes it harmless stands in the steps before it, which may become another file: read alone, it would be mended again. */
  readonly isSettled?: boolean;
}

/** A change of a statement's text. UTF-16 units from its first. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The safe form of one statement: its text changed here and there, or other statements in its place. */
export type Fix =
  | { readonly kind: "edits"; readonly edits: readonly Edit[]; readonly run: Run }
  | { readonly kind: "steps"; readonly steps: readonly FixStep[] };

/** A text with changes made, which must not overlap. */
function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((whole, { start, end, text: inner }) => whole.slice(0, start) + inner + whole.slice(end), text);
}

/** The statements that a fix puts in the place of one. */
export const stepsOf = (fix: Fix, sql: string): readonly FixStep[] =>
  fix.kind === "steps" ? fix.steps : [{ sql: edited(sql, fix.edits), run: fix.run }];

/** The fix as one text, as reports show it. */
export const fixText = (fix: Fix, sql: string): string =>
  stepsOf(fix, sql)
    .map((step) => `${step.sql};`)
    .join("\n");
