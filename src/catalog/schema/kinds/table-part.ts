import type { ObjectBase } from "../object-base.ts";
import type { ObjectId } from "../object-id.ts";

/** When a trigger or rule fires: as usual, never, on replicas only, always. */
export type Firing = "origin" | "disabled" | "replica" | "always";

/** Its parent is a table, view or foreign table. */
export interface TriggerObject extends ObjectBase<"trigger"> {
  /** pg_get_triggerdef. */
  readonly definition: string;
  readonly enabled: Firing;
  /** CREATE CONSTRAINT TRIGGER. */
  readonly isConstraint: boolean;
  /** The trigger of the partitioned table that made this one. */
  readonly clonedFrom: ObjectId | null;
}

/** Its parent is a table or view. A view's own rule is the view. */
export interface RuleObject extends ObjectBase<"rule"> {
  /** pg_get_ruledef. */
  readonly definition: string;
  readonly enabled: Firing;
}

export interface PolicyObject extends ObjectBase<"policy"> {
  readonly command: "all" | "select" | "insert" | "update" | "delete";
  readonly permissive: boolean;
  /** Role names, sorted; `PUBLIC` is null. */
  readonly roles: readonly (string | null)[];
  readonly using: string | null;
  readonly check: string | null;
}

/** CREATE STATISTICS. */
export interface StatisticsObject extends ObjectBase<"statistics"> {
  /** pg_get_statisticsobjdef. */
  readonly definition: string;
  /** The table that it is about. */
  readonly table: ObjectId;
  /** Null: the server's default. */
  readonly target: number | null;
}
