/** Characters as bits: the ASCII ones at their codes, all others together at bit 128. */
export type CharacterSet = bigint;

export const OTHERS: CharacterSet = 1n << 128n;
export const EVERYTHING: CharacterSet = (1n << 129n) - 1n;

/** A regular expression as far as its running time depends on it: groups are gone, assertions are nothing. */
export type PatternTree =
  | { readonly kind: "characters"; readonly set: CharacterSet }
  | { readonly kind: "sequence"; readonly parts: readonly PatternTree[] }
  | { readonly kind: "choice"; readonly branches: readonly PatternTree[] }
  | { readonly kind: "repeat"; readonly body: PatternTree; readonly least: number; readonly most: number };

export interface ParsedPattern {
  readonly tree: PatternTree;
  /** Every match starts at the beginning of the text. */
  readonly isAnchored: boolean;
  /** Something is demanded of what stands behind a match, so that a match may be given up again. */
  readonly hasEnd: boolean;
  /** `(?=…)` and its kind before anything else, as in rules for passwords: each is tried once. */
  readonly before: readonly ParsedPattern[];
}

export const NOTHING: PatternTree = { kind: "sequence", parts: [] };

/** The set of one character. */
export function single(code: number): CharacterSet {
  return code < 128 ? 1n << BigInt(code) : OTHERS;
}

/** The set of a range of characters, both ends included. */
export function range(from: number, to: number): CharacterSet {
  const low = Math.min(from, 128);
  const high = Math.min(to, 128);
  return low > high ? 0n : ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low);
}

export const without = (set: CharacterSet): CharacterSet => EVERYTHING & ~set;
