import type { ForeignKey } from "../../../catalog/index.ts";
import type { ColumnFacts, RelationFacts } from "../facts.ts";
import type { ValueForm } from "./values.ts";

/**
 * What a column is for. `tenant`, `owner`: come from the caller's credentials. `deleted`: says that a row is gone.
 * `secret`: may be written, is never answered. `stamp`: the database writes it. `changed`: the time of the last change.
 */
export type ColumnRole = "plain" | "tenant" | "owner" | "deleted" | "secret" | "stamp" | "changed";

export interface ColumnPlan {
  readonly facts: ColumnFacts;
  readonly role: ColumnRole;
  /** Its name in JSON and in queries. */
  readonly property: string;
  readonly form: ValueForm;
  readonly isAnswered: boolean;
  readonly isWritten: boolean;
  /** A new row needs it. */
  readonly isRequired: boolean;
}

export interface FilterPlan {
  readonly column: ColumnPlan;
  /** Name of the query parameter: `total[gte]`. */
  readonly parameter: string;
  readonly operator: "=" | ">" | ">=" | "<" | "<=" | "in" | "null";
}

export interface SortPlan {
  /** Its name in `sort`. */
  readonly name: string;
  readonly keys: readonly ColumnPlan[];
  /** Where nulls stand in ascending order; undefined where the first key has none. */
  readonly nulls: "first" | "last" | undefined;
}

/** A column without an index, and the statement that would give it one. */
export interface Unindexed {
  readonly column: ColumnPlan;
  readonly index: string;
}

/** Rows of another resource that belong to a row. */
export interface RelationPlan {
  readonly name: string;
  /** `one`: a row or null. `many`: by their foreign key. `through`: by the rows of a table between the two. */
  readonly kind: "one" | "many" | "through";
  readonly target: string;
  /** Columns here and there that are equal; of `through` those of the table between. */
  readonly here: readonly ColumnPlan[];
  readonly there: readonly string[];
  readonly between?: Between;
}

interface Between {
  readonly resource: string;
  readonly here: readonly string[];
  readonly there: readonly string[];
}

export interface ResourcePlan {
  /** `order-items`: path, tag and file. */
  readonly segment: string;
  /** `OrderItem` */
  readonly type: string;
  readonly relation: RelationFacts;
  readonly columns: readonly ColumnPlan[];
  /** Columns that name one row; none: the resource can only be listed. */
  readonly key: readonly ColumnPlan[];
  readonly isReadOnly: boolean;
  /** Columns that a change may set: those of the key name the row and stay. */
  readonly changeable: readonly ColumnPlan[];
  /** Rows have a version: xmin. */
  readonly hasVersion: boolean;
  readonly filters: readonly FilterPlan[];
  readonly sorts: readonly SortPlan[];
  readonly unindexed: readonly Unindexed[];
  readonly relations: readonly RelationPlan[];
  /** Relations that nobody can include, with the index that is missing. */
  readonly withheld: readonly Withheld[];
  /** Foreign keys to rows that have a tenant or owner of their own, which the key does not carry. */
  readonly guarded: readonly Guarded[];
}

export interface Withheld {
  readonly name: string;
  readonly index: string;
}

export interface Guarded {
  readonly key: ForeignKey;
  readonly target: string;
}
