import type { CharacterSet, Instruction } from "./program.ts";

/** An expression as it was written. */
export type PatternTree =
  | { readonly kind: "set"; readonly set: CharacterSet; readonly literal?: string }
  | { readonly kind: "sequence"; readonly parts: readonly PatternTree[] }
  | { readonly kind: "choice"; readonly branches: readonly PatternTree[] }
  | { readonly kind: "group"; readonly number: number; readonly name?: string; readonly body: PatternTree }
  | {
      readonly kind: "repeat";
      readonly body: PatternTree;
      readonly least: number;
      readonly most: number;
      readonly isLazy: boolean;
    }
  | { readonly kind: "assert"; readonly what: Extract<Instruction, { do: "assert" }>["what"] };

/** Carries a problem out of the reading of an expression. */
export class PatternMistake extends Error {
  readonly at: number;

  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}
