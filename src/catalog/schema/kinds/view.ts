import type { ObjectBase } from "../object-base.ts";
import type { Option } from "../table-objects.ts";

/** A column as a query gives it. */
export interface OutputColumn {
  readonly name: string;
  /** As format_type spells it. */
  readonly type: string;
  /** Null where it is the type's own. */
  readonly collation: string | null;
}

export interface ViewObject extends ObjectBase<"view"> {
  /** pg_get_viewdef: the query, ending in a semicolon. */
  readonly definition: string;
  readonly columns: readonly OutputColumn[];
  /** `security_barrier`, `security_invoker`, `check_option`. */
  readonly options: readonly Option[];
}

export interface MaterializedViewObject extends ObjectBase<"materialized-view"> {
  readonly definition: string;
  readonly columns: readonly OutputColumn[];
  readonly options: readonly Option[];
  readonly toastOptions: readonly Option[];
  readonly accessMethod: string | null;
  readonly tablespace: string | null;
  /** Name of the index of CLUSTER ON. */
  readonly clusteredOn: string | null;
  /** False after `WITH NO DATA`: its rows cannot be read. */
  readonly populated: boolean;
}

/** What a column of a view or materialized view has beside its query: comment, privileges, and these. */
export interface ViewColumnObject extends ObjectBase<"view-column"> {
  readonly position: number;
  /** `ALTER VIEW … ALTER COLUMN … SET DEFAULT`. */
  readonly default: string | null;
  /** The rest is of materialized views. */
  readonly storage: "plain" | "external" | "extended" | "main" | null;
  readonly compression: "pglz" | "lz4" | null;
  readonly statisticsTarget: number | null;
  readonly options: readonly Option[];
}
