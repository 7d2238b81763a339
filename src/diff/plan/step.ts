import type { ObjectId } from "../../catalog/schema/index.ts";
import type { Hazard } from "./hazard.ts";

/** One statement of a plan and what it is for. */
export interface Step {
  readonly sql: string;
  /** False: PostgreSQL refuses it inside a transaction, or what it does is visible only after COMMIT. */
  readonly transactional: boolean;
  readonly creates: readonly ObjectId[];
  readonly drops: readonly ObjectId[];
  /** Altered in place. */
  readonly changes: readonly ObjectId[];
  /** Must be there, in their desired state, before it. */
  readonly needs: readonly ObjectId[];
  readonly hazards: readonly Hazard[];
  /** Its rows are elsewhere by now: none is lost. */
  readonly carriesRows?: boolean;
  /** Why a person should know of it; null for what speaks for itself. */
  readonly note: string | null;
}

/** Steps that run in one file: one transaction, or statements of their own. */
export interface Batch {
  readonly transactional: boolean;
  readonly steps: readonly Step[];
}
