import type { Session, SqlError } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors, isBackwrightError, isRecord, safeText } from "../../kit/index.ts";
import {
  classify,
  type Place,
  placeFinder,
  quoteIdentifier,
  type SplitProblem,
  splitStatements,
  type Statement,
  unitsOf,
} from "../../sql/index.ts";

/**
 * Runs files of SQL in an empty database, statement by statement. Roles that they mention are made; rows of COPY and
 * commands of psql that only steer its output are passed over; transactions too, for nothing has to be kept.
 * Error: `schema-file-broken` with file, line, column and the server's words.
 */
export async function loadSchema(world: World, session: Session, paths: readonly string[]): Promise<void> {
  const step = world.progress.step("Loading the schema");
  // A function may name a table that comes later, as pg_dump's own files do it.
  await session.query("SET check_function_bodies = off");
  for (const path of paths) {
    step.update(path);
    await loadFile(session, path, await world.files.readText(path));
  }
  step.done();
}

async function loadFile(session: Session, path: string, text: string): Promise<void> {
  const { statements, problems } = splitStatements(text, "postgresql");
  const problem = problems.find((one) => !isHarmless(one));
  if (problem !== undefined) throw problemError(path, problem);
  for (const statement of statements) if (!isSkipped(statement)) await run(session, { path, text, statement });
}

/** What pg_dump and people write for psql that changes nothing about the schema. */
function isHarmless({ kind, what }: SplitProblem): boolean {
  if (kind === "copy-data") return true;
  return (
    kind === "psql-command" && /^\\(?:restrict|unrestrict|echo|timing|pset|set|unset|encoding|prompt|q)\b/.test(what)
  );
}

function isSkipped(statement: Statement): boolean {
  const isControl = classify(statement, "postgresql").transaction === "control";
  return isControl || /^copy\b[^]*\bfrom\s+stdin\b/i.test(statement.sql);
}

function problemError(path: string, problem: SplitProblem): Error {
  const message =
    problem.kind === "unterminated" ? `${problem.what} is never closed` : `${problem.what} is a command of psql`;
  return errors.database.schemaFile({ place: placeText(path, problem), message: safeText(message), sqlState: "42601" });
}

interface Loading {
  readonly path: string;
  readonly text: string;
  readonly statement: Statement;
}

async function run(session: Session, loading: Loading): Promise<void> {
  const made = new Set<string>();
  for (;;) {
    const failure = await failureOf(session, loading.statement);
    if (failure === undefined) return;
    const role = missingRole(failure);
    if (role === undefined || made.has(role)) throw statementError(loading, failure);
    made.add(role);
    await session.query(`CREATE ROLE ${quoteIdentifier(role, "postgresql")}`);
  }
}

async function failureOf(session: Session, statement: Statement): Promise<SqlError | undefined> {
  try {
    await session.script(statement.sql);
    return undefined;
  } catch (failure) {
    if (isBackwrightError(failure) && isSqlError(failure.cause)) return failure.cause;
    throw failure;
  }
}

const isSqlError = (value: unknown): value is SqlError =>
  isRecord(value) && typeof value["sqlState"] === "string" && typeof value["message"] === "string";

/** A schema names owners and grantees of its own server; ours has none of them. */
function missingRole({ sqlState, message }: SqlError): string | undefined {
  return sqlState === "42704" ? /^role "(?<role>.+)" does not exist$/.exec(message)?.groups?.["role"] : undefined;
}

function statementError({ path, text, statement }: Loading, failure: SqlError): Error {
  const within = failure.position === undefined ? 0 : unitsOf(statement.sql, failure.position - 1);
  const place = placeFinder(text)(statement.offset + within);
  const detail = failure.detail === undefined ? "" : ` (${failure.detail})`;
  const { sqlState } = failure;
  const message = safeText(`${failure.message}${detail}`);
  return errors.database.schemaFile({ place: placeText(path, place), message, sqlState }, failure);
}

const placeText = (path: string, { line, column }: Place): string => safeText(`${path}:${line}:${column}`);
