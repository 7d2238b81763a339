import type { EngineKind, World } from "../../command/index.ts";
import { command as analyze } from "../db-analyze.ts";
import { migrateDatabase, seedDatabase, startServer } from "./database.ts";
import type { TourOutput } from "./output.ts";
import { quietly, stage } from "./stage.ts";

/** The shop's database while the tour needs it. */
export interface PreparedDatabase extends AsyncDisposable {
  readonly url: string;
  readonly facts: NonNullable<TourOutput["database"]>;
}

/** Starts a PostgreSQL of our own, applies the migrations and fills the tables. */
export async function prepareDatabase(
  world: World,
  shop: string,
  engine: EngineKind | undefined,
): Promise<PreparedDatabase> {
  const started = await stage(world, "Starting a PostgreSQL of our own", async () => {
    const server = await startServer(world, engine);
    return { value: server, detail: `${server.engine.kind}, ${server.engine.version}` };
  });
  const server = started.value;
  try {
    const migrated = await stage(world, "Applying the migrations, filling 100,000 orders", async () => {
      const database = await migrateDatabase(world, server, shop);
      await seedDatabase(world, database.url, `${shop}/seed.sql`);
      return { value: database, detail: database.migrations.join(", ") };
    });
    const { url, engine: name, migrations } = migrated.value;
    const facts = { engine: name, migrations: [...migrations], durationMs: started.durationMs + migrated.durationMs };
    return { url, facts, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  } catch (failure) {
    await server[Symbol.asyncDispose]();
    throw failure;
  }
}

/** What the load has just shown about the database. */
export async function analyzeDatabase(world: World, database: PreparedDatabase): Promise<TourOutput["analysis"]> {
  const analyzed = await stage(world, "Analyzing the database", async () => {
    const value = await analyze.call({ connection: database.url, remember: false }, quietly(world));
    return { value, detail: "the report is below" };
  });
  return analyzed.value;
}
