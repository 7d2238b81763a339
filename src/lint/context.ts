import type { TargetFacts } from "./target.ts";

/** What is known besides the text of a file. */
export interface LintContext {
  /** `runner`: one is opened around the whole file. */
  readonly transaction: "runner" | "none";
  /** A rollback removes on purpose what its migration made. */
  readonly direction: "up" | "down";
  /** The oldest major that the file is meant for. */
  readonly serverMajor: number;
  /** The runner sets a lock_timeout itself. */
  readonly runnerSetsLockTimeout: boolean;
  /** The runner reads `backwright:batch` and does such a statement part by part. */
  readonly hasBatches?: boolean;
  /** The database that the file is for, where it is known. */
  readonly target: TargetFacts | undefined;
}

/** A file that anybody may run on a server of any supported major, with psql. */
export const UNKNOWN_TARGET: LintContext = {
  transaction: "none",
  direction: "up",
  serverMajor: 13,
  runnerSetsLockTimeout: false,
  target: undefined,
};
