import type { Session } from "../../catalog/index.ts";
import type { DatabaseServer, Login, World } from "../../command/index.ts";
import { type Prepared, prepareExtensions } from "./extensions.ts";
import { LOADER } from "./roles.ts";

/** What a stranger's file is run on: its own session without a superuser's rights, and ours in another database. */
export interface Ground {
  readonly database: string;
  /** Of the session. */
  readonly url: string;
  readonly session: Session;
  /** Undefined with PGlite, which has one user only. */
  readonly warden: Session | undefined;
  readonly prepared: Prepared;
}

const DATABASE = "schema";
const APPLICATION = { applicationName: "backwright analyze" };

/** Makes an empty database and hands out the ground; with PGlite the file has all rights inside WebAssembly. */
export async function onGround<Value>(
  world: World,
  server: DatabaseServer,
  how: { readonly texts: readonly string[]; readonly work: (ground: Ground) => Promise<Value> },
): Promise<Value> {
  const url = await server.createDatabase(DATABASE);
  if (!server.singleSession) return await onGuardedGround(world, server, how);
  await using session = await world.databases.open({ url }, APPLICATION);
  const prepared = { extensions: new Set<string>(), schemas: new Set<string>() };
  return await how.work({ database: DATABASE, url, session, warden: undefined, prepared });
}

async function onGuardedGround<Value>(
  world: World,
  server: DatabaseServer,
  { texts, work }: { readonly texts: readonly string[]; readonly work: (ground: Ground) => Promise<Value> },
): Promise<Value> {
  const wardenLogin = { user: `backwright_${secret(world)}`, password: secret(world) };
  const loaderLogin = { user: LOADER, password: secret(world) };
  await makeWarden(world, server, wardenLogin);
  await using warden = await world.databases.open({ url: server.url("postgres", wardenLogin) }, APPLICATION);
  await makeLoader(warden, `backwright_${secret(world)}`, loaderLogin.password);
  const prepared = await prepare(world, server.url(DATABASE, wardenLogin), texts);
  const url = server.url(DATABASE, loaderLogin);
  await using session = await world.databases.open({ url }, APPLICATION);
  return await work({ database: DATABASE, url, session, warden, prepared });
}

/** Hexadecimal: it stands in statements and URLs as it is. */
const secret = (world: World): string => Buffer.from(world.random.bytes(16)).toString("hex");

async function makeWarden(world: World, server: DatabaseServer, { user, password }: Login): Promise<void> {
  await using first = await world.databases.open({ url: server.url() }, APPLICATION);
  await first.query(`CREATE ROLE ${user} LOGIN SUPERUSER PASSWORD '${password}'`);
}

/**
 * Dumps give their objects to `postgres`, by which a cluster's superuser mostly goes: here that name is the loader's, and
 * the superuser gets another one. A role cannot rename itself, so the warden does it.
 */
async function makeLoader(warden: Session, superuser: string, password: string): Promise<void> {
  await warden.query(`ALTER ROLE ${LOADER} RENAME TO ${superuser}`);
  const rights = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";
  await warden.query(`CREATE ROLE ${LOADER} LOGIN ${rights} PASSWORD '${password}'`);
  await warden.query(`ALTER ROLE ${LOADER} SET temp_file_limit = '1GB'`);
  await warden.query(`ALTER DATABASE ${DATABASE} OWNER TO ${LOADER}`);
}

/** The last statements of a superuser in this database: from then on it holds a stranger's objects. */
async function prepare(world: World, url: string, texts: readonly string[]): Promise<Prepared> {
  await using session = await world.databases.open({ url }, APPLICATION);
  await session.query(`ALTER SCHEMA public OWNER TO ${LOADER}`);
  // Only a superuser may give a table to a role that could not have made it there: every role can.
  await session.query("GRANT CREATE, USAGE ON SCHEMA public TO PUBLIC");
  await session.query(`ALTER DEFAULT PRIVILEGES FOR ROLE ${LOADER} GRANT CREATE, USAGE ON SCHEMAS TO PUBLIC`);
  return await prepareExtensions(session, texts);
}
