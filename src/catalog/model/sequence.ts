import type { RelationName } from "./relation.ts";

export interface Sequence extends RelationName {
  /** `integer`, `bigint`, `smallint`. */
  readonly type: string;
  /** 64 bits: text, so that nothing is rounded. */
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cycles: boolean;
  /** The value that was given last; null before the first one, and where the role may not look. */
  readonly lastValue: string | null;
  /** The column it belongs to (serial, identity). */
  readonly ownedBy: (RelationName & { readonly column: string }) | null;
}
