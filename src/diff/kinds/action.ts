import type { ObjectId } from "../../catalog/schema/index.ts";
import type { Hazard } from "../plan/hazard.ts";

/**
 * One statement that a kind asks for. The planner knows already which object it was asked about; what is said here comes on
 * top of that.
 */
export interface Action {
  /** Without a semicolon at its end. */
  readonly sql: string;
  /** Also made by it: the columns of a CREATE TABLE. They get no statement of their own. */
  readonly creates?: readonly ObjectId[];
  /** Also gone with it. What has the object for a parent is gone with it anyway. */
  readonly drops?: readonly ObjectId[];
  /** Also altered by it: columns that get the new type. Views and the like on them are dropped before and made anew after. */
  readonly changes?: readonly ObjectId[];
  /** Must be there first, in their desired state, beside what the model's dependencies say. */
  readonly needs?: readonly ObjectId[];
  /** Must have happened first: what is to be dropped or changed before this. */
  readonly after?: readonly ObjectId[];
  /** Default true. False: PostgreSQL refuses it inside a transaction. */
  readonly transactional?: boolean;
  /** What comes after it in its list has to be in a later transaction: a new enum value, a lock that must not outlast a scan. */
  readonly commitsAfter?: boolean;
  /** Nobody waits for it: what is left over is cleared away when nothing needs it any longer. */
  readonly isCleanup?: boolean;
  readonly hazards?: readonly Hazard[];
  /** Rows go with it that another statement of the plan has put, or has put back, elsewhere, or values move within theirs: none is lost. */
  readonly carriesRows?: boolean;
  readonly note?: string;
}

/** What an object in place needs to become another. */
export interface Alteration {
  readonly actions: readonly Action[];
  /**
   * What stands on it cannot stay while it is altered (views on a column whose type changes): all of it is dropped before and
   * made anew after, or only these kinds.
   */
  readonly disturbs?: "all" | readonly string[];
  /** It steps aside for a new one of its name, to which all that stays on it must be converted. */
  readonly isReplaced?: boolean;
}
