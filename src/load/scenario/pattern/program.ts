/** Characters as UTF-16 units: pairs of first and last, and the answer for ASCII in a table. */
export interface CharacterSet {
  readonly ranges: readonly number[];
  readonly isNegated: boolean;
  /** 1 where the set holds the unit, for 0 to 127. */
  readonly ascii: Uint8Array;
}

export type Instruction =
  | { readonly do: "set"; readonly set: CharacterSet }
  /** Tries `first` before `second`. */
  | { readonly do: "split"; readonly first: number; readonly second: number }
  | { readonly do: "jump"; readonly to: number }
  /** The wanted group begins or ends here. */
  | { readonly do: "mark"; readonly isEnd: boolean }
  | { readonly do: "assert"; readonly what: "start" | "end" | "word" | "no-word" }
  | { readonly do: "match" };

/** A compiled expression: plain data. */
export interface Pattern {
  readonly source: string;
  /** Number of the wanted group; 0 is the whole match. */
  readonly group?: number;
  readonly program: readonly Instruction[];
  /** Every match begins with this text; empty when nothing is known. */
  readonly prefix: string;
}

export interface PatternProblem {
  readonly problem: string;
  /** Characters from the beginning of the expression. */
  readonly at: number;
}
