import { errors, isBackwrightError } from "../../kit/index.ts";
import type { IndexTarget } from "../../sql/index.ts";
import type { Execution, MigrationFile } from "../file.ts";
import type { HistoryEntry } from "../history.ts";
import { failureOf, foreseen, sqlErrorOf } from "./failure.ts";
import { record } from "./history-store.ts";
import type { FileResult } from "./in-transaction.ts";
import { untilAborted } from "./interrupt.ts";
import { findIndex } from "./leftover.ts";
import { assertLocked } from "./lock.ts";
import type { HistoryTable } from "./table.ts";
import type { MigrateParts } from "./types.ts";

type Alone = Extract<Execution, { readonly kind: "alone" }>;

/** A file with one statement outside a transaction, and what the history knows of an earlier try. */
export interface AloneFile {
  readonly file: MigrationFile;
  readonly execution: Alone;
  readonly earlier: HistoryEntry | undefined;
}

/** What the probe before the run found. */
type Ready = { readonly kind: "run" | "complete"; readonly note: string | null };

/**
 * Runs a file's only statement without a transaction. The history says `running` before and `applied` after, so that a
 * crash between is seen. Errors: `migration-connection-lost`, `migration-lock-lost`.
 */
export async function applyAlone(parts: MigrateParts, table: HistoryTable, alone: AloneFile): Promise<FileResult> {
  try {
    return await applyAndRecord(parts, table, alone);
  } catch (error) {
    if (!isBackwrightError(error) || error.code !== "database-connection-lost") throw error;
    const { file, execution } = alone;
    throw errors.ledger.connectionLost({ file: file.path, during: execution.words, reason: error.message }, error);
  }
}

async function applyAndRecord(parts: MigrateParts, table: HistoryTable, alone: AloneFile): Promise<FileResult> {
  await assertLocked(parts.session, table);
  const ready = await prepare(parts, alone);
  if (ready.kind === "failed") return ready;
  const startedMs = parts.clock.monotonicMs();
  await record(parts.session, table, { file: alone.file, state: "running", durationMs: null });
  const failed = ready.kind === "run" ? await run(parts, alone) : undefined;
  const durationMs = parts.clock.monotonicMs() - startedMs;
  await record(parts.session, table, { file: alone.file, state: failed ? "failed" : "applied", durationMs });
  return failed ?? { kind: "applied", durationMs, note: ready.note };
}

type Failed = Extract<FileResult, { readonly kind: "failed" }>;

async function run(parts: MigrateParts, { file, execution }: AloneFile): Promise<Failed | undefined> {
  const [statement] = file.statements;
  // CONCURRENTLY blocks nobody while it waits; giving up would only leave an INVALID index behind.
  const lockTimeoutMs = execution.concurrently ? 0 : Math.round(parts.lockTimeoutMs);
  await parts.session.script(`set lock_timeout = ${lockTimeoutMs}; set standard_conforming_strings = on`);
  try {
    await untilAborted(parts.signal, parts.session.script(statement?.sql ?? ""));
    return await checkBuilt(parts, file, execution.index);
  } catch (error) {
    const words = sqlErrorOf(error);
    if (words === undefined) throw error;
    return { kind: "failed", failure: failureOf(file, statement, words) };
  }
}

/** IF NOT EXISTS is content with an INVALID index; we are not. */
async function checkBuilt(
  parts: MigrateParts,
  file: MigrationFile,
  index: IndexTarget | undefined,
): Promise<Failed | undefined> {
  if (index === undefined || (await findIndex(parts.session, index))?.isValid === true) return undefined;
  const message = `the statement succeeded, but index ${index.name ?? ""} on ${index.table} is not there or not valid`;
  const hint = "Look at the index with \\d, drop it, and migrate again.";
  return { kind: "failed", failure: { ...foreseen(file, message, hint), rolledBack: false } };
}

/** Our own INVALID leftover is dropped, a stranger's index stops the run, a completed try is taken as done. */
async function prepare(parts: MigrateParts, { file, execution, earlier }: AloneFile): Promise<Ready | Failed> {
  const { index } = execution;
  const found = index === undefined ? undefined : await findIndex(parts.session, index);
  if (index === undefined || found === undefined) return { kind: "run", note: null };
  if (found.isValid) return whenValid(file, index, earlier);
  const name = `index ${index.name ?? ""} on ${index.table}`;
  if (earlier === undefined) {
    const hint = `If nobody is building it now: drop index concurrently ${found.sql}; and migrate again.`;
    return {
      kind: "failed",
      failure: foreseen(file, `an INVALID ${name} is in the way, and not from this history`, hint),
    };
  }
  await parts.session.script("set lock_timeout = 0");
  await untilAborted(parts.signal, parts.session.script(`drop index concurrently ${found.sql}`));
  return { kind: "run", note: `an INVALID ${name} left by an earlier try was dropped and built anew` };
}

function whenValid(file: MigrationFile, index: IndexTarget, earlier: HistoryEntry | undefined): Ready | Failed {
  if (earlier?.state === "running")
    return { kind: "complete", note: "an earlier try had completed it before it could be recorded" };
  if (index.ifNotExists) return { kind: "run", note: "the index was there already; its definition was not compared" };
  const message = `index ${index.name ?? ""} on ${index.table} exists already`;
  return { kind: "failed", failure: foreseen(file, message, "Drop it, or write IF NOT EXISTS if it is the same.") };
}
