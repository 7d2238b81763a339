import type { JsonValue } from "../../../kit/index.ts";

/** A JSONPath query as data. Source: RFC 9535, without function extensions. */
export interface JsonPath {
  readonly source: string;
  readonly segments: readonly Segment[];
}

export interface Segment {
  /** `..`: the node and everything below it. */
  readonly descends: boolean;
  readonly selectors: readonly Selector[];
}

export type Selector =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "wildcard" }
  | { readonly kind: "slice"; readonly start?: number; readonly end?: number; readonly step: number }
  | { readonly kind: "filter"; readonly test: Test };

export type Test =
  | { readonly kind: "or" | "and"; readonly tests: readonly Test[] }
  | { readonly kind: "not"; readonly test: Test }
  | { readonly kind: "exists"; readonly query: Query }
  | { readonly kind: "compare"; readonly operator: Operator; readonly left: Operand; readonly right: Operand };

export type Operator = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type Operand =
  | { readonly kind: "literal"; readonly value: JsonValue }
  | { readonly kind: "query"; readonly query: Query };

export interface Query {
  /** True for `@`, the node under test; false for `$`, the whole document. */
  readonly isRelative: boolean;
  readonly segments: readonly Segment[];
}
