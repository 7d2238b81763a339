import type { NPlusOne, WatchedStatement } from "../../advice/nplusone/index.ts";

/** What a report shows. */
export interface WatchView {
  readonly listen: string;
  readonly upstream: string;
  readonly watchedMs: number;
  readonly threshold: number;
  readonly windowMs: number;
  readonly sessions: number;
  readonly mostSessions: number;
  readonly executions: number;
  readonly fingerprints: number;
  readonly nPlusOne: readonly NPlusOne[];
  readonly statements: readonly WatchedStatement[];
  readonly program: { readonly line: string; readonly exitCode: number; readonly wasEnded: boolean } | null;
  readonly savedWorkload: { readonly file: string; readonly statements: number } | null;
  readonly notSeen: readonly string[];
}
