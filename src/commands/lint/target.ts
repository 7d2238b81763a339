import type { Session } from "../../catalog/index.ts";
import { readSchema } from "../../catalog/schema/index.ts";
import type { World } from "../../command/index.ts";
import { readTarget as readFacts, type TargetFacts } from "../../lint/index.ts";
import { withSource } from "../analyze/index.ts";
import { readShadowSource, type RoleFacts, type ShadowSource } from "../shadow/index.ts";
import type { LintInput } from "./input.ts";

/** What the files are for. */
export interface LintTarget {
  readonly kind: "none" | "database" | "schema";
  readonly name: string | null;
  /** 15, 18; undefined where nothing says so. */
  readonly major: number | undefined;
  readonly facts: TargetFacts | undefined;
  /** What a shadow is made from; undefined where none is wanted. */
  readonly source: ShadowSource | undefined;
}

const NOTHING: LintTarget = { kind: "none", name: null, major: undefined, facts: undefined, source: undefined };
const THOUSANDS = 10_000;

/** Reads the catalogue of the connection, read only, or of the schema, loaded into a PostgreSQL of our own. */
export async function readTarget(world: World, input: LintInput): Promise<LintTarget> {
  if (input.connection !== undefined) return await fromDatabase(world, input, input.connection);
  return input.schema === undefined ? NOTHING : await fromSchema(world, input, input.schema);
}

async function fromDatabase(world: World, { proof }: LintInput, url: string): Promise<LintTarget> {
  const target = await readDatabase(world, url);
  return proof ? { ...target, source: await readShadowSource(world, { url }) } : target;
}

async function readDatabase(world: World, url: string): Promise<LintTarget> {
  await using session = await world.databases.open({ url }, { applicationName: "backwright lint", readOnly: true });
  const facts = await readFacts(session, true);
  const major = Math.floor(session.serverVersion / THOUSANDS);
  return { kind: "database", name: session.database, major, facts, source: undefined };
}

async function fromSchema(world: World, { engine, timeout, proof }: LintInput, path: string): Promise<LintTarget> {
  return await withSource(world, { files: [path], engine, timeout }, async ({ session }) => ({
    kind: "schema",
    name: path,
    major: undefined,
    facts: await readFacts(session, false),
    source: proof ? await schemaSource(session) : undefined,
  }));
}

async function schemaSource(session: Session): Promise<ShadowSource> {
  return { model: await readSchema(session), role: session.user, roles: await rolesOf(session), statistics: null };
}

const ROLES = "SELECT rolname::text AS name FROM pg_catalog.pg_roles WHERE rolname !~ '^(?:pg_|backwright_)'";

async function rolesOf(session: Session): Promise<readonly RoleFacts[]> {
  return (await session.query(ROLES)).map((row) => ({ name: String(row["name"]), memberOf: [] }));
}
