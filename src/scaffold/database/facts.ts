import type { Constraint, RelationName } from "../../catalog/index.ts";

/** What stands behind a column's type once domains are looked through. */
export interface TypeFacts {
  /** `base`: of pg_catalog. `other`: ranges, composite types, types of extensions: text to us. */
  readonly kind: "base" | "enum" | "array" | "other";
  /** pg_type.typname: `int4`, `timestamptz`. */
  readonly name: string;
  /** What casts may name, qualified where that is needed, without a length. */
  readonly sql: string;
  /** A domain on the way forbids null. */
  readonly notNull: boolean;
  /** Names of the checks of domains on the way. */
  readonly checks: readonly string[];
  readonly element?: TypeFacts;
  /** Of an enum, in their order. */
  readonly labels?: readonly string[];
  /** Longest text, in characters. */
  readonly maximum?: number;
}

export interface ColumnFacts {
  readonly name: string;
  readonly type: TypeFacts;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
  /** The database writes it: generated, identity, or the next value of a sequence. */
  readonly isComputed: boolean;
  readonly comment: string | null;
}

export type RelationKind = "table" | "partitioned" | "foreign" | "view" | "materialized-view";

/** An index as far as a question can use it: full btree or hash, valid, on columns with the usual operators. */
export interface IndexFacts {
  readonly name: string;
  readonly method: "btree" | "hash";
  readonly unique: boolean;
  readonly keys: readonly IndexColumn[];
  /** Partial, but only over rows that are not deleted; the column is this one. */
  readonly livingBy: string | null;
}

interface IndexColumn {
  readonly column: string;
  /** Nulls come first when the column is read in ascending order. */
  readonly nullsFirst: boolean;
}

export interface RelationFacts extends RelationName {
  readonly kind: RelationKind;
  readonly comment: string | null;
  readonly columns: readonly ColumnFacts[];
  readonly indexes: readonly IndexFacts[];
  readonly constraints: readonly Constraint[];
}

/** What an API is made of: the relations of one database, sorted by schema and name; partitions are left to their parents. */
export interface DatabaseFacts {
  readonly name: string;
  readonly relations: readonly RelationFacts[];
}
