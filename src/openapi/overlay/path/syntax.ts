/** A JSONPath query (RFC 9535, section 2): where it starts, and the steps from there. */
export interface Query {
  readonly from: "root" | "current";
  readonly segments: readonly Segment[];
}

export interface Segment {
  /** `..` looks at every node below, the node itself included. */
  readonly isDescendant: boolean;
  readonly selectors: readonly Selector[];
}

export type Selector =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "wildcard" }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "slice"; readonly start?: number; readonly end?: number; readonly step: number }
  | { readonly kind: "filter"; readonly condition: Condition };

export type Condition =
  | { readonly kind: "or" | "and"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "exists"; readonly query: Query }
  | { readonly kind: "test"; readonly call: Call }
  | { readonly kind: "compare"; readonly operator: Operator; readonly left: Operand; readonly right: Operand };

export type Operator = "==" | "!=" | "<" | "<=" | ">" | ">=";

export type Operand =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "call"; readonly call: Call };

export interface Call {
  readonly name: "length" | "count" | "value" | "match" | "search";
  readonly operands: readonly Operand[];
}

/** A query that names one node at most: only names and indexes. */
export const isSingular = ({ segments }: Query): boolean =>
  segments.every(
    ({ isDescendant, selectors }) =>
      !isDescendant && selectors.length === 1 && selectors.every(({ kind }) => kind === "name" || kind === "index"),
  );
