import type { DatabaseServer, World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { command as migrate } from "../db-migrate.ts";
import { quietly } from "../demo/stage.ts";
import type { TuneInput } from "./input.ts";
import { stopIfInterrupted } from "./interrupted.ts";

/** The database that is tuned. */
export interface Ground extends AsyncDisposable {
  readonly url: string;
  /** The same rows again, for the new state; undefined where there is only one database. */
  readonly afterUrl: string | undefined;
  readonly name: string;
}

/** The user's own database, or a copy of our own. Errors: `database-not-given`, `tune-copy-…`, those of the engine and the files. */
export async function openGround(world: World, input: TuneInput): Promise<Ground> {
  if (input.onCopy) return await openCopy(world, input);
  const { connection } = input;
  if (connection === undefined) throw errors.database.notGiven({ command: "tune" });
  await using session = await world.databases.open({ url: connection }, { readOnly: true });
  const name = `${session.database} on ${session.where}`;
  return { url: connection, afterUrl: undefined, name, [Symbol.asyncDispose]: async () => undefined };
}

const SETTINGS = { shared_preload_libraries: "pg_stat_statements" } as const;

async function openCopy(world: World, input: TuneInput): Promise<Ground> {
  if (input.schema.length === 0) throw errors.tune.copyNeedsSchema({ flag: "--schema" });
  const step = world.progress.step("Making a copy");
  const server = await world.engines.start({
    settings: SETTINGS,
    ...(input.engine === undefined ? {} : { engine: input.engine }),
  });
  try {
    if (server.singleSession) throw errors.tune.copySingleSession({ engine: server.engine.kind });
    const copy = await fillCopy(world, server, input);
    step.done(`PostgreSQL ${server.engine.version}`);
    return { ...copy, name: "a copy of our own", [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  } catch (failure) {
    await server[Symbol.asyncDispose]();
    throw failure;
  } finally {
    step.failed();
  }
}

async function fillCopy(
  world: World,
  server: DatabaseServer,
  input: TuneInput,
): Promise<{ readonly url: string; readonly afterUrl: string }> {
  const url = await server.createDatabase("tune_before");
  for (const path of input.schema) await loadSchema(world, url, { path, table: input.table });
  for (const path of input.seed) await runScript(world, url, await world.files.readText(path));
  await runScript(world, url, "VACUUM ANALYZE");
  await runScript(world, server.url("postgres"), "CREATE DATABASE tune_after TEMPLATE tune_before");
  return { url, afterUrl: server.url("tune_after") };
}

interface SchemaPath {
  readonly path: string;
  readonly table: string;
}

/** A folder is one of migrations, and runs as such. */
async function loadSchema(world: World, url: string, { path, table }: SchemaPath): Promise<void> {
  const facts = await world.files.facts(path);
  if (facts === undefined) throw errors.file.missing({ path });
  if (facts.kind !== "folder") return await runScript(world, url, await world.files.readText(path));
  await migrate.call({ connection: url, migrations: path, table, yes: true }, quietly(world));
}

async function runScript(world: World, url: string, sql: string): Promise<void> {
  stopIfInterrupted(world, "while the copy was made");
  await using session = await world.databases.open({ url }, { applicationName: "backwright tune" });
  await session.script(sql);
}
