import type { DatabaseServer, EngineKind, World } from "../../command/index.ts";
import { command as migrate } from "../db-migrate.ts";
import { quietly } from "./stage.ts";

export interface ShopDatabase {
  readonly url: string;
  /** `embedded PostgreSQL 18.4` */
  readonly engine: string;
  readonly migrations: readonly string[];
}

const STATEMENTS = { shared_preload_libraries: "pg_stat_statements" } as const;

/** Our own PostgreSQL, with statement statistics on. */
export function startServer(world: World, engine: EngineKind | undefined): Promise<DatabaseServer> {
  return world.engines.start({ settings: STATEMENTS, ...(engine === undefined ? {} : { engine }) });
}

/** Makes the database and brings it up to the migrations by the same command that users run. */
export async function migrateDatabase(world: World, server: DatabaseServer, folder: string): Promise<ShopDatabase> {
  const url = await server.createDatabase("shop");
  await runScript(world, url, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
  const outcome = await migrate.call(
    { connection: url, migrations: `${folder}/migrations`, yes: true },
    quietly(world),
  );
  return {
    url,
    engine: `${server.engine.kind} PostgreSQL ${server.engine.version}`,
    migrations: outcome.applied.map((one) => one.migration),
  };
}

/** Rows for the tables; then the statistics start at zero, so that what they show is the load. */
export async function seedDatabase(world: World, url: string, seed: string): Promise<void> {
  await runScript(world, url, await world.files.readText(seed));
  await runScript(world, url, "SELECT pg_stat_statements_reset()");
}

async function runScript(world: World, url: string, sql: string): Promise<void> {
  await using session = await world.databases.open({ url });
  await session.script(sql);
}
