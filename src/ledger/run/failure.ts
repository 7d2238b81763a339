import type { SqlError } from "../../catalog/index.ts";
import { isBackwrightError, isRecord } from "../../kit/index.ts";
import { placeFinder, unitsOf, type Statement } from "../../sql/index.ts";
import type { MigrationFile } from "../file.ts";
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
]);

/** A failure as data. Without a statement it was the COMMIT that failed: a deferred constraint. */
export function failureOf(file: MigrationFile, statement: Statement | undefined, words: SqlError): MigrationFailure {
  return {
    ...placed(file, statement, words.position),
    migration: file.id,
    file: file.path,
    statements: file.statements.length,
    sqlState: words.sqlState,
    message: words.message,
    detail: words.detail ?? null,
    hint: words.hint ?? HINTS.get(words.sqlState) ?? null,
    rolledBack: file.execution.kind === "transaction",
  };
}

/** A failure that was seen before the server was asked. */
export function foreseen(file: MigrationFile, message: string, hint: string): MigrationFailure {
  return {
    ...placed(file, file.statements[0], undefined),
    migration: file.id,
    file: file.path,
    statements: file.statements.length,
    sqlState: null,
    message,
    detail: null,
    hint,
    rolledBack: true,
  };
}

type Placed = Pick<MigrationFailure, "statement" | "line" | "column" | "sql">;

/** The server counts characters from 1 within the statement. */
function placed(file: MigrationFile, statement: Statement | undefined, position: number | undefined): Placed {
  if (statement === undefined) return { statement: null, line: null, column: null, sql: null };
  const within = position === undefined ? 0 : unitsOf(statement.sql, position - 1);
  const { line, column } = placeFinder(file.text)(statement.offset + within);
  const number = file.statements.indexOf(statement) + 1;
  return { statement: number, line, column, sql: /^.{0,200}/.exec(statement.sql)?.[0] ?? "" };
}
