import type { Session, SqlError } from "../../catalog/index.ts";
import { readSchema, type SchemaModel } from "../../catalog/schema/index.ts";
import { planBetween } from "../../diff/index.ts";
import { isBackwrightError, isRecord, safeLine } from "../../kit/index.ts";
import type { ShadowNote } from "./notes.ts";

export interface Builders {
  readonly runner: Session;
  /** Undefined where the server has one session. */
  readonly warden: Session | undefined;
}

/**
 * Makes the target's objects in an empty database, statement by statement; one that fails is named and passed over. What only a
 * superuser may do is done by one where the statement runs nothing of the target's: owners, privileges, comments, publications.
 */
export async function rebuildSchema(builders: Builders, model: SchemaModel): Promise<readonly ShadowNote[]> {
  const { runner } = builders;
  const empty = await readSchema(runner);
  const { batches, refused } = planBetween(empty, model, { role: runner.user, online: false });
  const notes: ShadowNote[] = [];
  await runner.script("SET check_function_bodies = off");
  for (const { sql } of batches.flatMap(({ steps }) => steps).filter((step) => !isOfNewerMajor(step.sql, model))) {
    const reason = await build(builders, sql);
    if (reason !== undefined) notes.push({ code: "shadow-object-missing", what: titleOf(sql), reason });
  }
  await runner.script("RESET check_function_bodies");
  const unplanned = [...refused, ...model.unmodelled.map(({ description }) => description)];
  return [...notes, ...unplanned.map((what) => missing(what, "there is no plan for it"))];
}

const MAINTAIN_SINCE = 170_000;

/** Owners have this since 17: that an older target does not say so takes it from nobody on a newer shadow. */
const isOfNewerMajor = (sql: string, { serverVersion }: SchemaModel): boolean =>
  serverVersion < MAINTAIN_SINCE && sql.startsWith("REVOKE MAINTAIN ON ");

const missing = (what: string, reason: string): ShadowNote => ({
  code: "shadow-object-missing",
  what: safeLine(what),
  reason,
});

const titleOf = (sql: string): string => safeLine(sql.slice(0, 100));

const INSUFFICIENT_PRIVILEGE = "42501";
/** Extensions and their schemas were made before. */
const ALREADY_THERE = /^42(?:710|P06|P07|723)$/;
const HARMLESS =
  /^\s*(?:ALTER\s[^;]*\bOWNER TO\b|GRANT\b|REVOKE\b|COMMENT ON\b|ALTER DEFAULT PRIVILEGES\b|CREATE PUBLICATION\b|ALTER PUBLICATION\b|SECURITY LABEL\b)/i;

async function build({ runner, warden }: Builders, sql: string): Promise<string | undefined> {
  const refusal = await refusalOf(runner, sql);
  if (refusal === undefined || (ALREADY_THERE.test(refusal.sqlState) && isOfExtension(sql))) return undefined;
  const mayTry = warden !== undefined && refusal.sqlState === INSUFFICIENT_PRIVILEGE && HARMLESS.test(sql);
  const second = mayTry ? await refusalOf(warden, sql) : refusal;
  return second === undefined ? undefined : safeLine(second.message);
}

const isOfExtension = (sql: string): boolean => /^\s*CREATE (?:EXTENSION|SCHEMA)\b/i.test(sql);

async function refusalOf(session: Session, sql: string): Promise<SqlError | undefined> {
  try {
    await session.script(sql);
    return undefined;
  } catch (failure) {
    if (isBackwrightError(failure) && failure.code === "database-query-failed" && isSqlError(failure.cause))
      return failure.cause;
    throw failure;
  }
}

const isSqlError = (value: unknown): value is SqlError =>
  isRecord(value) && typeof value["sqlState"] === "string" && typeof value["message"] === "string";
