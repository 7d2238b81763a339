import type { Session } from "../../catalog/index.ts";
import type { Finding } from "../../kit/index.ts";
import type { QualifiedName } from "../../sql/index.ts";
import type { Allowance } from "../finding.ts";
import type { Direction } from "../history.ts";

/** Time, as far as a run needs it. `World.clock` fits. */
export interface LedgerClock {
  readonly monotonicMs: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** What every run needs from outside. */
export interface RunParts {
  /** Its own, unshared: settings are reset between files and an advisory lock is held on it. */
  readonly session: Session;
  readonly clock: LedgerClock;
  readonly signal: AbortSignal;
  /** Where the history is kept; without a schema: where the search path finds or would make it. */
  readonly table: QualifiedName;
  /** Nothing is written, nothing is locked. */
  readonly dryRun: boolean;
  /** Milliseconds to wait for another runner to end. */
  readonly waitMs: number;
  /** Milliseconds that a statement may wait for a lock before it gives up: what waits behind it waits as long. 0: no limit. */
  readonly lockTimeoutMs: number;
  /** How often a transaction that gave up waiting is tried, with growing pauses; default 1. */
  readonly lockTries?: number | undefined;
  /** What is not refused although the history and the folder disagree. */
  readonly allow?: ReadonlySet<Allowance> | undefined;
  /** A second session to the same database: tells a pooler that changes servers between transactions. */
  readonly second?: (() => Promise<Session>) | undefined;
  /** Milliseconds to wait after each file and each part of a backfill for replicas to follow; none: they are not looked at. */
  readonly replicasMs?: number | undefined;
  readonly observe: (event: MigrationEvent) => void;
}

export interface MigrateParts extends RunParts {
  /** Run only this migration. */
  readonly only?: string | undefined;
  /** Asked once, before anything is changed. Throws to say no. */
  readonly confirm: (pending: readonly PendingMigration[]) => Promise<void>;
}

export interface PendingMigration {
  readonly migration: string;
  readonly file: string;
  readonly statements: number;
  /** False: statement by statement, since the server refuses one of them inside a transaction. */
  readonly transaction: boolean;
}

export interface AppliedMigration extends PendingMigration {
  readonly durationMs: number;
  /** What a person should know of it: a rebuilt index, an unfinished run that turned out complete. */
  readonly note: string | null;
}

/** The server's words about the statement that stopped a run, and where it stands. */
export interface MigrationFailure {
  readonly migration: string;
  readonly file: string;
  /** `history`: the statements were through, and the history could not be written; then, and at COMMIT, no statement is named. */
  readonly at: "statement" | "history" | "commit";
  /** 1-based. */
  readonly statement: number | null;
  readonly statements: number;
  readonly line: number | null;
  readonly column: number | null;
  /** The statement's first line. */
  readonly sql: string | null;
  /** null where Backwright saw the trouble before it asked the server. */
  readonly sqlState: string | null;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  /** True: nothing of the file was kept. False: its statements before this one stay, and this one may have left something. */
  readonly rolledBack: boolean;
}

export interface MigrateOutcome {
  /** `planned` is a dry run's word for work that would be done. */
  readonly outcome: "applied" | "nothing-to-do" | "refused" | "failed" | "planned";
  readonly database: string;
  /** Host and port, or the folder of the socket. */
  readonly host: string;
  readonly user: string;
  /** `public.backwright_migrations` */
  readonly table: string;
  readonly applied: readonly AppliedMigration[];
  /** What is still to be run. */
  readonly pending: readonly PendingMigration[];
  readonly refusals: readonly Finding[];
  readonly failure: MigrationFailure | null;
}

/** Who holds the lock of another run. */
export interface LockHolder {
  readonly processId: number;
  readonly application: string;
  readonly user: string;
  /** Address it connected from; empty for a local socket, or where it may not be seen. */
  readonly client: string;
  /** ISO 8601, UTC: when it connected. */
  readonly since: string;
}

export type MigrationEvent =
  | { readonly kind: "waiting"; readonly holder: LockHolder | undefined }
  | { readonly kind: "started"; readonly migration: PendingMigration; readonly direction: Direction }
  /** About to be sent; 1-based. */
  | {
      readonly kind: "statement";
      readonly migration: string;
      readonly statement: number;
      readonly statements: number;
      /** Its first keywords and names. */
      readonly words: string;
    }
  | {
      readonly kind: "statement-done";
      readonly migration: string;
      readonly statement: number;
      readonly durationMs: number;
    }
  /** Done by an earlier, broken run. */
  | { readonly kind: "skipped"; readonly migration: string; readonly statement: number }
  /** A part of a backfill. */
  | {
      readonly kind: "part";
      readonly migration: string;
      readonly statement: number;
      readonly parts: number;
      /** The last key of it. */
      readonly position: string;
    }
  /** A lock did not come in time; tried again after the pause. */
  | { readonly kind: "retrying"; readonly migration: string; readonly tries: number; readonly pauseMs: number }
  | { readonly kind: "replicas"; readonly behind: number }
  | { readonly kind: "applied"; readonly migration: AppliedMigration; readonly direction: Direction }
  | { readonly kind: "failed"; readonly failure: MigrationFailure };
