import type { Session } from "../../../catalog/index.ts";
import type { SparseFile, TargetStatistics } from "../../../diff/shadow/index.ts";

/** A server of our own with a target's schema and statistics, without a row. */
export interface ShadowGround {
  /** Plans and builds; without a superuser's rights. */
  readonly runner: Session;
  /** A superuser, for statistics and for switching indexes on and off; runs nothing of the target's. */
  readonly warden: Session;
  readonly statistics: TargetStatistics;
  /** The same with the pages that relations have now: what the planner asks of files, while pg_class keeps those of the last VACUUM. */
  readonly files: TargetStatistics;
  /** Makes files as long as they are to be; false where the system would not have it. */
  readonly grow: (files: readonly SparseFile[]) => Promise<boolean>;
}
