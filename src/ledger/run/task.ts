import type { MigrationFile } from "../file.ts";
import type { Direction, HistoryEntry } from "../history.ts";
import type { Script } from "../script.ts";
import type { HistoryTable } from "./table.ts";
import type { MigrationFailure, PendingMigration, RunParts } from "./types.ts";

/** One migration to be run in one direction. */
export interface Task {
  readonly file: MigrationFile;
  readonly direction: Direction;
  readonly script: Script;
  /** What the history says of it. */
  readonly earlier: HistoryEntry | undefined;
}

/** Where a task is run. */
export interface Place {
  readonly parts: RunParts;
  readonly table: HistoryTable;
}

/** What a run of one script came to. */
export type FileResult =
  | { readonly kind: "applied"; readonly durationMs: number; readonly note: string | null }
  | { readonly kind: "failed"; readonly failure: MigrationFailure };

/** A script as it will be shown. */
export function pendingOf(file: MigrationFile, script: Script = file.up): PendingMigration {
  return {
    migration: file.id,
    file: script.path,
    statements: script.steps.length,
    transaction: script.mode === "whole",
  };
}
