import type { Session } from "../../catalog/index.ts";
import type { AnalysisSource } from "../../advice/index.ts";
import type { EngineKind, World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { loadSchema } from "./load-schema.ts";
import { schemaFiles } from "./schema-files.ts";

export interface SourceInput {
  readonly files: readonly string[];
  readonly connection?: string | undefined;
  readonly engine?: EngineKind | undefined;
}

export interface OpenedSource {
  readonly session: Session;
  readonly source: AnalysisSource;
}

/**
 * Opens what is to be analyzed, and closes it after `work`: the files, loaded into a PostgreSQL of our own, where any
 * are named; else the connection. Errors: `database-not-given`, `schema-file-broken`, those of connecting and starting.
 */
export async function withSource<Value>(
  world: World,
  input: SourceInput,
  work: (opened: OpenedSource) => Promise<Value>,
): Promise<Value> {
  if (input.files.length > 0) return await withFiles(world, input, work);
  if (input.connection === undefined) throw errors.database.notGiven({ command: "db analyze" });
  const options = { applicationName: "backwright analyze", readOnly: true };
  await using session = await world.databases.open({ url: input.connection }, options);
  return await work({ session, source: sourceOf(session, []) });
}

type Work<Value> = (opened: OpenedSource) => Promise<Value>;

async function withFiles<Value>(world: World, input: SourceInput, work: Work<Value>): Promise<Value> {
  const files = await schemaFiles(world.files, input.files);
  const step = world.progress.step("Starting a PostgreSQL for the schema");
  await using server = await world.engines.start(input.engine === undefined ? {} : { engine: input.engine });
  step.done(`${server.engine.kind} ${server.engine.version}`);
  const url = await server.createDatabase("schema");
  await using session = await world.databases.open({ url }, { applicationName: "backwright analyze" });
  await loadSchema(world, session, files);
  return await work({ session, source: sourceOf(session, files) });
}

function sourceOf(session: Session, files: readonly string[]): AnalysisSource {
  const { database, where, user, serverVersion } = session;
  const version = `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`;
  const kind = files.length === 0 ? "database" : "files";
  return { kind, database, where, user, serverVersion: version, files };
}
