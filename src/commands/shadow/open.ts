import type { Session } from "../../catalog/index.ts";
import type { DatabaseServer, EngineInfo, World } from "../../command/index.ts";
import { renameRole, rolesIn } from "../../diff/index.ts";
import {
  fillSentinels,
  type RelationSizes,
  type ShadowSessions,
  sizesOf,
  sparseFiles,
  type StatisticsReport,
  writeStatistics,
} from "../../diff/shadow/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { makeExtensions } from "./extensions.ts";
import { growFiles } from "./grow.ts";
import { lendingOwnership } from "./lend.ts";
import type { ShadowNote } from "./notes.ts";
import { DATABASE, makePeople } from "./people.ts";
import { rebuildSchema } from "./rebuild.ts";
import { startShadowServer } from "./server.ts";
import type { ShadowSource } from "./source.ts";

export interface ShadowOptions {
  /** `rows` (default): rows of ours, for statements that run. `sizes`: none, but the target's statistics and sizes, for plans. */
  readonly holds?: "rows" | "sizes";
}

/** A server of our own that stands in for a target until it is disposed of. */
export interface Shadow extends AsyncDisposable {
  readonly engine: EngineInfo;
  readonly sessions: ShadowSessions;
  /** Sizes of the target's relations, for `measureStatements`; empty without a live target. */
  readonly sizes: RelationSizes;
  readonly notes: readonly ShadowNote[];
  /** A superuser of a shadow that holds sizes, for statistics; runs nothing of the target's. Undefined otherwise. */
  readonly warden: Session | undefined;
}

const APPLICATION = { applicationName: "backwright shadow" };
const MAJOR = 10_000;

/**
 * Opens a shadow of a source: a server of its major, its roles without rights, its extensions, its schema, and either rows of ours
 * or its statistics and sizes. Nothing of the source runs as a superuser. Errors: those of starting a server.
 *
 * @example
 * await using shadow = await openShadow(world, await readShadowSource(world, { url }));
 * const { sessions, sizes } = shadow; // what `measureStatements` takes
 */
export async function openShadow(world: World, source: ShadowSource, options: ShadowOptions = {}): Promise<Shadow> {
  const { server, notes } = await startShadowServer(world, Math.floor(source.model.serverVersion / MAJOR));
  try {
    const cast = server.singleSession ? await oneForAll(world, server) : await castOf(world, server, source);
    const more = await furnish(world, { cast, source, options });
    const isKept = options.holds === "sizes";
    if (!isKept) await cast.warden?.[Symbol.asyncDispose]();
    return {
      engine: server.engine,
      sessions: { runner: cast.runner, openWatcher: cast.openWatcher },
      sizes: source.statistics === null ? new Map() : sizesOf(source.statistics),
      notes: [...notes, ...more],
      warden: isKept ? (cast.warden ?? cast.runner) : undefined,
      [Symbol.asyncDispose]: async () => {
        if (isKept) await cast.warden?.[Symbol.asyncDispose]();
        await cast.runner[Symbol.asyncDispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  } catch (failure) {
    await server[Symbol.asyncDispose]();
    throw failure;
  }
}

interface Cast extends ShadowSessions {
  readonly warden: Session | undefined;
}

async function oneForAll(world: World, server: DatabaseServer): Promise<Cast> {
  const url = await server.createDatabase(DATABASE);
  return { runner: await world.databases.open({ url }, APPLICATION), openWatcher: null, warden: undefined };
}

/** Watchers are the same role with silent triggers, which only a superuser may give it. */
async function castOf(world: World, server: DatabaseServer, source: ShadowSource): Promise<Cast> {
  const { warden, runner: login } = await makePeople(world, server, { role: source.role, roles: rolesOf(source) });
  await makeExtensions(warden, source.model, login.user);
  const url = server.url(DATABASE, login);
  const runner = await world.databases.open({ url }, APPLICATION);
  const role = quoteIdentifier(login.user, "postgresql");
  // Rows of ours are seen whatever the policies say.
  await warden.script(`ALTER ROLE ${role} BYPASSRLS; ALTER ROLE ${role} SET session_replication_role = replica`);
  return {
    warden,
    runner: source.isSuperuser ? lendingOwnership(runner) : runner,
    openWatcher: () => world.databases.open({ url }, APPLICATION),
  };
}

/** The target's roles, and those that its schema speaks of without them. */
function rolesOf({ roles, model }: ShadowSource): ShadowSource["roles"] {
  const known = new Set(roles.map(({ name }) => name));
  const spoken = rolesIn(model).filter((name) => !known.has(name) && !name.startsWith("pg_"));
  return [...roles, ...spoken.map((name) => ({ name, memberOf: [] }))];
}

interface Furniture {
  readonly cast: Cast;
  readonly source: ShadowSource;
  readonly options: ShadowOptions;
}

async function furnish(world: World, { cast, source, options }: Furniture): Promise<readonly ShadowNote[]> {
  const step = world.progress.step("Copying the schema into the shadow");
  const { runner } = cast;
  const model = runner.user === source.role ? source.model : renameRole(source.model, source.role, runner.user);
  const rebuilt = await rebuildSchema(cast, model);
  step.done(rebuilt.length === 0 ? undefined : `${rebuilt.length} not taken`);
  const hidden = (source.statistics?.hidden ?? []).map((relation) => ({
    code: "shadow-statistics-hidden" as const,
    relation,
  }));
  if (options.holds === "sizes") return [...rebuilt, ...hidden, ...(await giveSizes(world, cast, source))];
  const watcher = (await cast.openWatcher?.()) ?? runner;
  const { empty } = await fillSentinels(watcher);
  if (watcher !== runner) await watcher[Symbol.asyncDispose]();
  return [
    ...rebuilt,
    ...empty.map(({ relation, reason }) => ({ code: "shadow-table-empty" as const, relation, reason })),
  ];
}

/** The planner's own knowledge can be written by a superuser only, before 18 even straight into its tables. */
async function giveSizes(
  world: World,
  { warden, runner }: Cast,
  { statistics }: ShadowSource,
): Promise<readonly ShadowNote[]> {
  if (statistics === null) return [];
  const session = warden ?? runner;
  const { refused }: StatisticsReport = await writeStatistics(session, statistics);
  await growFiles(world, await sparseFiles(session, statistics));
  return refused.map(({ relation, column, reason }) => ({
    code: "shadow-statistics-refused" as const,
    relation,
    column,
    reason,
  }));
}
