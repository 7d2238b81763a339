import type { AnalysisSource, RefusedStatement } from "../../advice/index.ts";
import type { Session } from "../../catalog/index.ts";
import type { DatabaseServer, EngineKind, World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { type Loading, withinBounds } from "./bounds.ts";
import { type Ground, onGround } from "./ground.ts";
import { loadSchema } from "./load-schema.ts";
import { schemaFiles } from "./schema-files.ts";
import { readSchemaFiles, type SchemaFile } from "./source-text.ts";

export interface SourceInput {
  readonly files: readonly string[];
  readonly connection?: string | undefined;
  readonly engine?: EngineKind | undefined;
  /** The server's major, where another one's would show the same schema differently. */
  readonly major?: number | undefined;
  /** Milliseconds that one statement of a file may take, and a tenth of what all may; 0 is no limit. */
  readonly timeout: number;
}

export interface OpenedSource {
  readonly session: Session;
  /** Of the session: a connection string. */
  readonly url: string;
  readonly source: AnalysisSource;
  /** The files as they are written; none of a live database. */
  readonly files: readonly SchemaFile[];
}

/**
 * Opens what is to be analyzed, and closes it after `work`: the files, loaded into a PostgreSQL of our own by a role that
 * can do no harm there, where any are named; else the connection. Errors: `database-not-given`, `schema-file-broken`,
 * `schema-file-refused`, `schema-file-endless`, `schema-engine-unsafe`, those of connecting and starting.
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
  return await work({
    session,
    url: input.connection,
    source: sourceOf(session, { files: [], refused: [] }),
    files: [],
  });
}

type Work<Value> = (opened: OpenedSource) => Promise<Value>;

async function withFiles<Value>(world: World, input: SourceInput, work: Work<Value>): Promise<Value> {
  const paths = await schemaFiles(world.files, input.files);
  const files = await readSchemaFiles(world, paths);
  await using server = await startServer(world, input);
  const texts = files.map(({ text }) => text);
  const load = (ground: Ground): Promise<Value> => {
    const { warden, database } = ground;
    const whole = async (loading: Loading): Promise<Value> => {
      const refused = await loadSchema(world, ground, { files, loading });
      // Planning can run a function of the file, so the analysis is bounded like the loading.
      Object.assign(loading, { place: "the analysis", sinceMs: Number.POSITIVE_INFINITY });
      const { session, url } = ground;
      return await work({ session, url, source: sourceOf(session, { files: paths, refused }), files });
    };
    if (warden === undefined) return whole({ place: "", sinceMs: 0 });
    return withinBounds(world, { warden, database, bounds: { statementMs: input.timeout } }, whole);
  };
  return await onGround(world, server, { texts, work: load });
}

async function startServer(world: World, { engine, major }: SourceInput): Promise<DatabaseServer> {
  const step = world.progress.step("Starting a PostgreSQL for the schema");
  const options = { ...(engine === undefined ? {} : { engine }), ...(major === undefined ? {} : { major }) };
  const server = await world.engines.start(options);
  step.done(`${server.engine.kind} ${server.engine.version}`);
  if (engine === "pglite" || !server.singleSession) return server;
  await server[Symbol.asyncDispose]();
  throw errors.database.schemaEngine({ engine: "PGlite" });
}

interface Loaded {
  readonly files: readonly string[];
  readonly refused: readonly RefusedStatement[];
}

function sourceOf(session: Session, { files, refused }: Loaded): AnalysisSource {
  const { database, where, user, serverVersion } = session;
  const version = `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`;
  const kind = files.length === 0 ? "database" : "files";
  return { kind, database, where, user, serverVersion: version, files, refused };
}
