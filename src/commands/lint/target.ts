import type { Session } from "../../catalog/index.ts";
import { readSchema } from "../../catalog/schema/index.ts";
import type { World } from "../../command/index.ts";
import { readTarget as readFacts, type TargetFacts } from "../../lint/index.ts";
import { isBackwrightError } from "../../kit/index.ts";
import { withSource } from "../analyze/index.ts";
import { readShadowSource, type RoleFacts, type ShadowSource } from "../shadow/index.ts";
import { NONE_APPLIED, readApplied, type Applied } from "./applied.ts";
import type { LintInput } from "./input.ts";

/** What the files are for. */
export interface LintTarget {
  readonly kind: "none" | "database" | "schema";
  readonly name: string | null;
  /** 15, 18; undefined where nothing says so. */
  readonly major: number | undefined;
  readonly facts: TargetFacts | undefined;
  /** Migrations that the database has had. */
  readonly applied: Applied;
  /** What a shadow is made from; undefined where none is wanted. */
  readonly source: ShadowSource | undefined;
}

const NOTHING: LintTarget = {
  kind: "none",
  name: null,
  major: undefined,
  facts: undefined,
  applied: NONE_APPLIED,
  source: undefined,
};
const THOUSANDS = 10_000;

/** Reads the catalogue of the connection, read only, or of the schema, loaded into a PostgreSQL of our own. */
export async function readTarget(world: World, input: LintInput): Promise<LintTarget> {
  if (input.connection !== undefined) return await fromDatabase(world, input, input.connection);
  return input.schema === undefined ? NOTHING : await fromSchema(world, input, input.schema);
}

async function fromDatabase(world: World, { proof, table }: LintInput, url: string): Promise<LintTarget> {
  const target = await readDatabase(world, url, table);
  return proof ? { ...target, source: await readShadowSource(world, { url }) } : target;
}

async function readDatabase(world: World, url: string, table: string): Promise<LintTarget> {
  await using session = await world.databases.open({ url }, { applicationName: "backwright lint", readOnly: true });
  const facts = await readFacts(session, true);
  const major = Math.floor(session.serverVersion / THOUSANDS);
  const applied = await readApplied(session, table);
  return { kind: "database", name: session.database, major, facts, applied, source: undefined };
}

/** On the major that the files are for, where it can be had. */
async function fromSchema(world: World, input: LintInput, path: string): Promise<LintTarget> {
  try {
    return await loadedSchema(world, input, path);
  } catch (failure) {
    const isOther = input.pgVersion !== undefined && isBackwrightError(failure) && failure.code === "engine-not-found";
    if (isOther) return await loadedSchema(world, { ...input, pgVersion: undefined }, path);
    throw failure;
  }
}

async function loadedSchema(world: World, input: LintInput, path: string): Promise<LintTarget> {
  const { engine, timeout, proof, pgVersion: major } = input;
  return await withSource(world, { files: [path], engine, major, timeout }, async ({ session }) => ({
    kind: "schema",
    name: path,
    major: undefined,
    facts: await readFacts(session, false),
    applied: NONE_APPLIED,
    source: proof ? await schemaSource(session) : undefined,
  }));
}

async function schemaSource(session: Session): Promise<ShadowSource> {
  const [model, roles] = [await readSchema(session), await rolesOf(session)];
  return { model, role: session.user, isSuperuser: true, roles, statistics: null };
}

const ROLES = "SELECT rolname::text AS name FROM pg_catalog.pg_roles WHERE rolname !~ '^(?:pg_|backwright_)'";

async function rolesOf(session: Session): Promise<readonly RoleFacts[]> {
  return (await session.query(ROLES)).map((row) => ({ name: String(row["name"]), memberOf: [] }));
}
