import type { SqlError } from "../../catalog/index.ts";
import { isBackwrightError, isRecord } from "../../kit/index.ts";
import { placeFinder, unitsOf } from "../../sql/index.ts";
import type { MigrationFile } from "../file.ts";
import type { Script } from "../script.ts";
import type { Step } from "../step.ts";
import type { MigrationFailure } from "./types.ts";

/** The server's words of an error `database-query-failed`; undefined for every other error. */
export function sqlErrorOf(error: unknown): SqlError | undefined {
  if (!isBackwrightError(error) || error.code !== "database-query-failed") return undefined;
  const words = isRecord(error.cause) ? error.cause : {};
  const { sqlState, message, detail, hint, position } = words;
  return {
    sqlState: typeof sqlState === "string" ? sqlState : "XX000",
    message: typeof message === "string" ? message : error.message,
    ...(typeof detail === "string" ? { detail } : {}),
    ...(typeof hint === "string" ? { hint } : {}),
    ...(typeof position === "number" ? { position } : {}),
  };
}

/** What to do, where the server itself does not say it. */
const HINTS: ReadonlyMap<string, string> = new Map([
  ["25001", "Put this statement into a migration of its own: it is then run without a transaction."],
  ["2D000", "A procedure that commits cannot be called by a migration: call it by hand, or write its statements here."],
  [
    "55P03",
    "Another session holds the lock. Run it again when that one has ended, or wait longer with --lock-timeout 1m.",
  ],
  [
    "57014",
    "If it was statement_timeout of the role or the database: SET statement_timeout = 0; at the head of the file lifts it for this file.",
  ],
  ["53100", "The server's disk is full. Make room, then run it again."],
  ["40001", "Another transaction changed the same rows. Run it again, at best when those writers are quiet."],
  ["40P01", "Another transaction wanted the same locks in another order. Run it again, at best when it is quiet."],
  ["25006", "The file, the role or the database makes transactions read only."],
]);

/** What failed when the statements were through: the history could not be written, or COMMIT was refused. */
const HINTS_AT_END: ReadonlyMap<string, string> = new Map([
  [
    "42P01",
    "The file dropped or renamed the table of the history, or its schema. Keep that elsewhere: --table schema.name.",
  ],
  ["3F000", "The file dropped the schema of the history. Keep that elsewhere: --table schema.name."],
  ["25006", "The file made its own transaction read only, so that the history could not be written."],
]);

/** What failed: a step of a script, or where there is no step, its COMMIT or the writing of the history before it. */
export interface FailedAt {
  readonly file: MigrationFile;
  readonly script: Script;
  readonly step: Step | undefined;
  readonly isCommitting?: boolean;
  /** Nothing of the script was kept. */
  readonly rolledBack: boolean;
}

/** A failure as data. At COMMIT it was a deferred constraint. */
export function failureOf(at: FailedAt, words: SqlError): MigrationFailure {
  return {
    ...placed(at.step, words.position),
    at: at.step !== undefined ? "statement" : at.isCommitting === true ? "commit" : "history",
    migration: at.file.id,
    file: at.step?.file ?? at.script.path,
    statements: at.script.steps.length,
    sqlState: words.sqlState,
    message: words.message,
    detail: words.detail ?? null,
    hint: words.hint ?? hintOf(at, words.sqlState),
    rolledBack: at.rolledBack,
  };
}

function hintOf({ step }: FailedAt, sqlState: string): string | null {
  return (step === undefined ? HINTS_AT_END.get(sqlState) : undefined) ?? HINTS.get(sqlState) ?? null;
}

/** A failure that was seen before the server was asked. */
export function foreseen(at: Omit<FailedAt, "rolledBack">, message: string, hint: string): MigrationFailure {
  return {
    ...placed(at.step, undefined),
    at: "statement",
    migration: at.file.id,
    file: at.step?.file ?? at.script.path,
    statements: at.script.steps.length,
    sqlState: null,
    message,
    detail: null,
    hint,
    rolledBack: true,
  };
}

type Placed = Pick<MigrationFailure, "statement" | "line" | "column" | "sql">;

/** The server counts characters from 1 within the statement. */
function placed(step: Step | undefined, position: number | undefined): Placed {
  if (step === undefined) return { statement: null, line: null, column: null, sql: null };
  const within = position === undefined ? 0 : unitsOf(step.sql, position - 1);
  const { line, column } = placeFinder(step.sql)(within);
  return {
    statement: step.number,
    line: step.line + line - 1,
    column: line === 1 ? step.column + column - 1 : column,
    sql: /^.{0,200}/.exec(step.sql)?.[0] ?? "",
  };
}

/** What a function of a migration threw that is not the server's. */
export function failedCode(at: FailedAt, error: unknown): MigrationFailure {
  const message = error instanceof Error ? error.message : String(error);
  const hint = isBackwrightError(error) ? error.hint : "The function threw this; mend it and run it again.";
  return { ...foreseen(at, message, hint), rolledBack: at.rolledBack };
}
