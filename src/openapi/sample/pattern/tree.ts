/** A regular expression as far as a text can be written for it; lookarounds are dropped, the caller verifies. */
export type PatternNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "set"; readonly characters: readonly string[] }
  | { readonly kind: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly branches: readonly PatternNode[] }
  | { readonly kind: "group"; readonly number: number; readonly name: string | undefined; readonly body: PatternNode }
  | { readonly kind: "repeat"; readonly body: PatternNode; readonly least: number; readonly most: number }
  | { readonly kind: "back"; readonly group: string }
  | { readonly kind: "nothing" };

export const NOTHING: PatternNode = { kind: "nothing" };
