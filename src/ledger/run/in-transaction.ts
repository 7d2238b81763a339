import { errors, isBackwrightError } from "../../kit/index.ts";
import type { Statement } from "../../sql/index.ts";
import type { MigrationFile } from "../file.ts";
import { failureOf, sqlErrorOf } from "./failure.ts";
import { record } from "./history-store.ts";
import { untilAborted } from "./interrupt.ts";
import { assertLocked } from "./lock.ts";
import { becomeSelf, begin } from "./session-state.ts";
import type { HistoryTable } from "./table.ts";
import type { MigrateParts, MigrationFailure } from "./types.ts";

/** What a run of one file came to. */
export type FileResult =
  | { readonly kind: "applied"; readonly durationMs: number; readonly note: string | null }
  | { readonly kind: "failed"; readonly failure: MigrationFailure };

/** Where a transaction stands, for the case that it breaks. */
interface Progress {
  statement: Statement | undefined;
  isCommitting: boolean;
}

/** Runs a file and records it in one transaction. Errors: `migration-connection-lost`, `migration-lock-lost`. */
export async function applyInTransaction(
  parts: MigrateParts,
  table: HistoryTable,
  file: MigrationFile,
): Promise<FileResult> {
  const progress: Progress = { statement: undefined, isCommitting: false };
  const startedMs = parts.clock.monotonicMs();
  try {
    await begin(parts.session, parts.lockTimeoutMs);
    await runStatements(parts, file, progress);
    const durationMs = parts.clock.monotonicMs() - startedMs;
    await finish(parts, table, { file, durationMs, progress });
    return { kind: "applied", durationMs, note: null };
  } catch (error) {
    return whenBroken(parts, file, { error, progress });
  }
}

async function runStatements(parts: MigrateParts, file: MigrationFile, progress: Progress): Promise<void> {
  const statements = file.statements.length;
  for (const [index, statement] of file.statements.entries()) {
    progress.statement = statement;
    parts.observe({ kind: "statement", migration: file.id, statement: index + 1, statements });
    // As one statement by the protocol: a file that changed the rules of strings cannot hide a COMMIT in what we read as one.
    await untilAborted(parts.signal, parts.session.query(statement.sql));
  }
  progress.statement = undefined;
}

async function finish(
  { session }: MigrateParts,
  table: HistoryTable,
  done: { readonly file: MigrationFile; readonly durationMs: number; readonly progress: Progress },
): Promise<void> {
  await becomeSelf(session);
  await assertLocked(session, table);
  await record(session, table, { file: done.file, state: "applied", durationMs: done.durationMs });
  done.progress.isCommitting = true;
  await session.script("commit");
}

async function whenBroken(
  { session, signal }: MigrateParts,
  file: MigrationFile,
  { error, progress }: { readonly error: unknown; readonly progress: Progress },
): Promise<FileResult> {
  if (signal.aborted) throw error;
  if (isBackwrightError(error) && error.code === "database-connection-lost")
    throw errors.ledger.connectionLost({ ...lostAt(file, progress), reason: error.message }, error);
  await session.script("rollback");
  const words = sqlErrorOf(error);
  if (words === undefined) throw error;
  return { kind: "failed", failure: failureOf(file, progress.statement, words) };
}

function lostAt(file: MigrationFile, progress: Progress): { readonly file: string; readonly during: string } {
  if (progress.isCommitting) return { file: file.path, during: "commit" };
  const number = progress.statement === undefined ? 0 : file.statements.indexOf(progress.statement) + 1;
  return { file: file.path, during: number === 0 ? "bookkeeping" : `statement ${number}` };
}
