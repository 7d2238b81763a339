import type { IndexSuggestion, NotSuggested, Unplanned } from "../../advice/indexes/index.ts";
import type { NPlusOne, Suspected } from "../../advice/nplusone/index.ts";
import type { ComparedRate, ComparedRoute } from "../../load/rounds/index.ts";

export interface TuneRoute {
  readonly route: string;
  readonly writes: boolean;
  readonly share: number;
  readonly requests: number;
  readonly failed: number;
  readonly requestMs: number;
  readonly statementsPerRequest: number;
  readonly databaseMs: number;
  readonly databaseShare: number;
  readonly statements: readonly {
    readonly statement: string;
    readonly perRequest: number;
    readonly msPerRequest: number;
    readonly rowsPerCall: number;
  }[];
}

/** What a report shows. */
export interface TuneView {
  readonly database: { readonly name: string; readonly serverVersion: string; readonly isCopy: boolean };
  readonly api: { readonly command: string | null; readonly url: string };
  readonly attribution: {
    readonly profile: "time-windows" | "counter-differences";
    readonly shares: "load-counts" | "profile-counts" | "equal";
    readonly outside: { readonly statements: number; readonly totalMs: number };
  };
  readonly routes: readonly TuneRoute[];
  readonly nPlusOne: readonly (NPlusOne & { readonly routes: readonly string[] })[];
  readonly suspected: readonly Suspected[];
  readonly suggestions: readonly IndexSuggestion[];
  readonly whyNot: readonly NotSuggested[];
  readonly unplanned: readonly Unplanned[];
  readonly migration: {
    readonly files: readonly string[];
    readonly up: readonly string[];
    readonly lint: {
      readonly counts: { readonly error: number; readonly warning: number; readonly info: number };
      readonly findings: readonly { readonly code: string; readonly severity: string; readonly message: string }[];
      readonly failed: boolean;
    } | null;
  } | null;
  readonly applied: {
    readonly state:
      | "nothing-to-apply"
      | "not-asked"
      | "on-copy"
      | "applied"
      | "declined"
      | "refused-by-lint"
      | "failed";
    readonly message: string | null;
    readonly rollback: string | null;
  };
  readonly comparison: {
    readonly mode: "interleaved" | "one-after-the-other" | "before-only";
    readonly anyFalseClaimPercent: number;
    readonly users: number;
    readonly roundMs: number;
    readonly rounds: number;
    readonly failedRequests: number;
    readonly rate: ComparedRate;
    readonly routes: readonly ComparedRoute[];
  } | null;
  readonly interrupted: boolean;
  readonly notes: readonly string[];
  readonly elapsedMs: number;
}
