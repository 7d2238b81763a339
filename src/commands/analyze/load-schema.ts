import type { RefusedStatement } from "../../advice/index.ts";
import type { Session, SqlError } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors, isBackwrightError, isRecord, safeText } from "../../kit/index.ts";
import { classify, type Statement, unitsOf } from "../../sql/index.ts";
import type { Loading } from "./bounds.ts";
import { isPrepared } from "./extensions.ts";
import type { Ground } from "./ground.ts";
import { isRefusal, mayPassOver } from "./refused.ts";
import { createdRoles, createRoles, isPlainCreateRole, LOADER, missingRole, type Roles } from "./roles.ts";
import { placeIn, placeText, type SchemaFile } from "./source-text.ts";
import { titleOf } from "./words.ts";

/**
 * Runs files of SQL in an empty database, statement by statement. Roles that they mention are made, without rights; rows
 * of COPY and commands of psql that only steer its output are passed over; transactions too, for nothing has to be kept.
 * Answers what was refused and passed over. Errors: `schema-file-broken` with file, line, column and the server's words;
 * `schema-file-refused` for a refused statement that tables may depend on.
 */
export async function loadSchema(
  world: World,
  ground: Ground,
  { files, loading }: { readonly files: readonly SchemaFile[]; readonly loading: Loading },
): Promise<readonly RefusedStatement[]> {
  const { session, warden } = ground;
  const step = world.progress.step("Loading the schema");
  // A function may name a table that comes later, as pg_dump's own files do it.
  await session.query("SET check_function_bodies = off");
  const roles = createRoles(warden ?? session, warden === undefined ? undefined : LOADER);
  if (warden !== undefined) for (const name of files.flatMap(({ text }) => createdRoles(text))) await roles.make(name);
  const refused: RefusedStatement[] = [];
  for (const file of files) {
    step.update(file.path);
    for (const statement of file.statements) {
      if (isSkipped(statement)) continue;
      Object.assign(loading, { place: placeText(file.path, statement), sinceMs: world.clock.monotonicMs() });
      const one = await run({ ground, roles, file, statement, refused });
      if (one !== undefined) refused.push(one);
    }
  }
  await leaveClean(session);
  // Rows are counted whatever the file's policies say.
  await warden?.query(`ALTER ROLE ${LOADER} BYPASSRLS`);
  step.done();
  return refused;
}

function isSkipped(statement: Statement): boolean {
  const isControl = classify(statement, "postgresql").transaction === "control";
  return isControl || /^copy\b[^]*\bfrom\s+stdin\b/i.test(statement.sql);
}

/** What the file has set, prepared or become in the session is over; what it has set for later sessions never counts. */
async function leaveClean(session: Session): Promise<void> {
  await session.query("COMMIT");
  await session.query("DISCARD ALL");
}

interface Run {
  readonly ground: Ground;
  readonly roles: Roles;
  readonly file: SchemaFile;
  readonly statement: Statement;
  readonly refused: readonly RefusedStatement[];
}

async function run(one: Run): Promise<RefusedStatement | undefined> {
  const { ground, roles, statement, refused } = one;
  for (;;) {
    const failure = await failureOf(ground.session, statement);
    if (failure === undefined || isPrepared(statement, failure, ground.prepared)) return undefined;
    const role = missingRole(failure);
    if (role !== undefined && (await roles.make(role))) continue;
    if (isRefusal(failure) && isPlainCreateRole(statement)) return undefined;
    if (!mayPassOver(statement, failure, refused.length > 0)) throw statementError(one, failure);
    return refusedStatement(one, failure);
  }
}

async function failureOf(session: Session, statement: Statement): Promise<SqlError | undefined> {
  try {
    await session.script(statement.sql);
    return undefined;
  } catch (failure) {
    if (isBackwrightError(failure) && failure.code === "database-query-failed" && isSqlError(failure.cause))
      return failure.cause;
    throw failure;
  }
}

const isSqlError = (value: unknown): value is SqlError =>
  isRecord(value) && typeof value["sqlState"] === "string" && typeof value["message"] === "string";

function refusedStatement({ file, statement }: Run, { message }: SqlError): RefusedStatement {
  const { line, column } = statement;
  return { file: file.path, line, column, statement: titleOf(statement), reason: message };
}

const NAMED = 3;

function statementError({ file, statement, refused }: Run, failure: SqlError): Error {
  const within = failure.position === undefined ? 0 : unitsOf(statement.sql, failure.position - 1);
  const place = placeText(file.path, placeIn(file, statement, within));
  const detail = failure.detail === undefined ? "" : ` (${failure.detail})`;
  const message = safeText(`${failure.message}${detail}`);
  if (isRefusal(failure))
    return errors.database.schemaRefused({ place, title: safeText(titleOf(statement)), message }, failure);
  const named = refused.slice(-NAMED).map((one) => `${one.statement} (line ${one.line})`);
  const before = named.length === 0 ? undefined : safeText(named.join(", "));
  return errors.database.schemaFile({ place, message, sqlState: failure.sqlState, refused: before }, failure);
}
