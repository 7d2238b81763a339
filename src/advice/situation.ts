import type { Catalog, TableLookup } from "../catalog/index.ts";
import type { Finding } from "../kit/index.ts";
import type { TakenNames } from "./index-name.ts";
import type { ExaminedWorkload } from "./statements/index.ts";

/** Everything that a rule may look at. */
export interface Situation {
  readonly catalog: Catalog;
  readonly lookup: TableLookup;
  readonly taken: TakenNames;
  readonly workload: ExaminedWorkload;
  /** False for a schema read from files: sizes and counters then say nothing. */
  readonly hasData: boolean;
}

/** One kind of fault. A rule is one file in `rules/`, pure, and named like the findings that it makes. */
export interface Rule {
  readonly code: string;
  readonly find: (situation: Situation) => readonly Finding[];
}
