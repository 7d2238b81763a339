import type { ObjectBase } from "./object-base.ts";
import type { ObjectId } from "./object-id.ts";

/**
 * A storage parameter: `fillfactor` → `70`. Lists are in the order in which they were set, which pg_dump shows; those of
 * foreign objects are sorted by name.
 */
export interface Option {
  readonly name: string;
  readonly value: string;
}

export interface TableObject extends ObjectBase<"table"> {
  readonly tableKind: "ordinary" | "partitioned" | "foreign";
  readonly persistence: "permanent" | "unlogged";
  /** `RANGE (created_at)`: of a partitioned table. */
  readonly partitionKey: string | null;
  /** The partitioned table, and `FOR VALUES FROM (…) TO (…)` or `DEFAULT`. */
  readonly partitionOf: { readonly table: ObjectId; readonly bound: string; readonly detachPending: boolean } | null;
  /** By INHERITS, in order. */
  readonly inherits: readonly ObjectId[];
  /** `CREATE TABLE … OF type`. */
  readonly ofType: ObjectId | null;
  readonly options: readonly Option[];
  readonly toastOptions: readonly Option[];
  readonly accessMethod: string | null;
  readonly tablespace: string | null;
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
  readonly replicaIdentity:
    | { readonly kind: "default" | "full" | "nothing" }
    | { readonly kind: "index"; readonly index: string };
  /** Name of the index of CLUSTER ON. */
  readonly clusteredOn: string | null;
  /** Of a foreign table. */
  readonly foreign: { readonly server: string; readonly options: readonly Option[] } | null;
}

export interface ColumnObject extends ObjectBase<"column"> {
  /** 1-based among the columns that live; what `SELECT *` gives. */
  readonly position: number;
  /** As format_type spells it with every schema but pg_catalog: `public.citext`, `character varying(20)`. */
  readonly type: string;
  /** Null where it is the type's own. Quoted and qualified: `pg_catalog."C"`. */
  readonly collation: string | null;
  readonly notNull: NotNull | null;
  /** Expression text; null for none. Of a generated column its expression. */
  readonly default: string | null;
  readonly generated: "stored" | "virtual" | null;
  readonly identity: ColumnIdentity | null;
  /** Null where it is the type's own. */
  readonly storage: "plain" | "external" | "extended" | "main" | null;
  readonly compression: "pglz" | "lz4" | null;
  /** Null: the server's default. */
  readonly statisticsTarget: number | null;
  /** `n_distinct` and the like. */
  readonly options: readonly Option[];
  readonly foreignOptions: readonly Option[];
  /** Declared here, or only inherited; a column may be both. */
  readonly isLocal: boolean;
  readonly isInherited: boolean;
}

export interface ColumnIdentity {
  readonly generation: "always" | "by-default";
  readonly sequence: SequenceSettings;
  /** The sequence's own object, whose `identityOf` is this column: grants, comment, owner and persistence are there. */
  readonly sequenceId: ObjectId;
  /** Null where it is what the server would choose: `table_column_seq` in the table's schema. */
  readonly sequenceName: { readonly schema: string; readonly name: string } | null;
}

/** NOT NULL is a constraint with a name from PostgreSQL 18 on; before it the name is null. */
export interface NotNull {
  /** Null where the name is what the server would choose. */
  readonly name: string | null;
  readonly validated: boolean;
  readonly noInherit: boolean;
  /** Declared here and not only on a parent. */
  readonly isLocal: boolean;
  /** COMMENT ON CONSTRAINT; never before 18. */
  readonly comment: string | null;
}

export interface SequenceSettings {
  /** 64 bits: text, so that nothing is rounded. */
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cache: string;
  readonly cycles: boolean;
}

export interface ConstraintObject extends ObjectBase<"constraint"> {
  readonly constraintKind: "primary-key" | "unique" | "exclusion" | "foreign-key" | "check";
  /** pg_get_constraintdef, with NOT VALID where it is. */
  readonly definition: string;
  readonly columns: readonly string[];
  readonly validated: boolean;
  readonly enforced: boolean;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly noInherit: boolean;
  readonly isLocal: boolean;
  /** Comes from a parent: of a partition or of an inheriting table. */
  readonly isInherited: boolean;
  /** Name of the index that it stands on. */
  readonly index: string | null;
  /** Of a foreign key. */
  readonly references: {
    readonly table: ObjectId;
    readonly columns: readonly string[];
    readonly index: string | null;
  } | null;
}

export interface IndexObject extends ObjectBase<"index"> {
  /** pg_get_indexdef. */
  readonly definition: string;
  readonly method: string;
  readonly unique: boolean;
  readonly valid: boolean;
  /** Of a partitioned table: `ON ONLY` until every partition's index is attached. */
  readonly isPartitioned: boolean;
  readonly partitionOf: ObjectId | null;
  /** The constraint that owns it. */
  readonly constraint: ObjectId | null;
  readonly options: readonly Option[];
  readonly tablespace: string | null;
  /** Per key of an expression, by `ALTER INDEX … ALTER COLUMN n SET STATISTICS`. */
  readonly statisticsTargets: readonly { readonly key: number; readonly target: number }[];
}

export interface SequenceObject extends ObjectBase<"sequence"> {
  readonly type: string;
  readonly settings: SequenceSettings;
  readonly persistence: "permanent" | "unlogged";
  /** The column of OWNED BY, which takes the sequence with it. */
  readonly ownedBy: ObjectId | null;
  /** The identity column that made it: such a sequence is created, altered and dropped through its column. */
  readonly identityOf: ObjectId | null;
}
