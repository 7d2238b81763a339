import type { Limit } from "./limit.ts";
import type { Sequence } from "./sequence.ts";
import type { Table } from "./table.ts";

export interface DatabaseFacts {
  /** `server_version_num`: 150018. */
  readonly serverVersion: number;
  readonly name: string;
  readonly user: string;
  readonly where: string;
  /** pg_control_system; null where the role may not ask. */
  readonly systemIdentifier: string | null;
  /** Reads come from a standby: its counters are its own. */
  readonly isStandby: boolean;
}

export interface StatisticsFacts {
  /** ISO 8601; null when they were never reset. */
  readonly resetAt: string | null;
  /** How long the counters have been counting, at least: since the reset, else since the server started. */
  readonly ageSeconds: number | null;
}

/**
 * A database as read in one transaction. Objects of the system, of extensions and of other sessions (temporary ones)
 * are left out; what the role could not see is named in `limits`, never dropped in silence.
 */
export interface Catalog {
  readonly database: DatabaseFacts;
  readonly statistics: StatisticsFacts;
  /** Sorted by name, empty ones included. */
  readonly schemas: readonly string[];
  /** Sorted by schema and name. */
  readonly tables: readonly Table[];
  readonly sequences: readonly Sequence[];
  readonly limits: readonly Limit[];
}
