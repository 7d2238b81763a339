import type { Catalog, SecurityFacts, ServerFacts, TableLookup } from "../catalog/index.ts";
import type { Finding } from "../kit/index.ts";
import type { TakenNames } from "./index-name.ts";
import type { Keeping } from "./keeping.ts";
import type { ExaminedWorkload } from "./statements/index.ts";

/** Everything that a rule may look at. */
export interface Situation {
  readonly catalog: Catalog;
  readonly lookup: TableLookup;
  readonly taken: TakenNames;
  readonly keeping: Keeping;
  readonly workload: ExaminedWorkload;
  /** False for a schema read from files: sizes and counters then say nothing. */
  readonly hasData: boolean;
  /** Null where no running server was looked at. */
  readonly server: ServerFacts | null;
  readonly security: SecurityFacts;
}

/** One kind of fault. A rule is one file in `rules/`, pure, and named like the findings that it makes. */
export interface Rule {
  readonly code: string;
  /** A question of style that misleads nobody: only where it is switched on. */
  readonly optional?: true;
  readonly find: (situation: Situation) => readonly Finding[];
}
