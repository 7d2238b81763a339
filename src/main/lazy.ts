import type { WireProxies } from "../advice/nplusone/index.ts";
import type { Databases } from "../catalog/index.ts";
import type { Agents, Engines, Files, Prisma, Probes, Processes, TypeCheckers, World } from "../command/index.ts";
import type { LoadEngine } from "../load/index.ts";

type Environment = World["env"];

/** One promise for the thing, made at first use. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

/** Databases whose room is loaded at the first connection, so that `--help` does not pay for it. */
export function lazyDatabases(env: Environment): Databases {
  const load = once(async () => (await import("../edge/postgres/index.ts")).createDatabases({ env }));
  return { open: async (target, options) => (await load()).open(target, options) };
}

interface EngineParts {
  readonly env: Environment;
  readonly files: Files;
  readonly processes: Processes;
}

export function lazyEngines(parts: EngineParts): Engines {
  const load = once(async () => (await import("../edge/embedded/index.ts")).createEngines(parts));
  return {
    available: async () => (await load()).available(),
    start: async (options) => (await load()).start(options),
    install: async (major) => (await load()).install(major),
  };
}

/** Applications of the user's in a child process. */
export function lazyProbes(env: Environment): Probes {
  const load = once(async () => (await import("../edge/probe/index.ts")).createProbes(env));
  return { probe: async (request, signal) => (await load()).probe(request, signal) };
}

/** The checker of an optional package, for sources below the working directory. */
export function lazyTypeCheckers(cwd: string): TypeCheckers {
  const load = once(async () => (await import("../edge/typescript/index.ts")).createTypeCheckers(cwd));
  return { open: async (folder, files) => (await load()).open(folder, files) };
}

/** Prisma's engine, as the projects of the schemas have it, else the working directory's. */
export function lazyPrisma(cwd: string): Prisma {
  const load = once(async () => (await import("../edge/prisma/index.ts")).createPrisma(cwd));
  return { toSql: async (files) => (await load()).toSql(files) };
}

/** The listener of `db watch`. */
export function lazyWire(env: Environment): WireProxies {
  const load = once(async () => (await import("../edge/watch/index.ts")).createWireProxies({ env }));
  return { open: async (options) => (await load()).open(options) };
}

export function lazyAgents(world: () => World): Agents {
  return {
    serve: async () => {
      const [{ serveTools }, { commandTools }] = [await import("../edge/mcp/index.ts"), await import("./tools.ts")];
      const { version, signal } = world();
      await serveTools({ name: "backwright", version }, await commandTools(world()), signal);
    },
  };
}

export function lazyLoad(): LoadEngine {
  const load = once(async () => (await import("../edge/load/index.ts")).createLoadEngine());
  return {
    connectionLimit: async () => (await load()).connectionLimit(),
    resolve: async (host) => (await load()).resolve(host),
    run: async (plan, observer) => (await load()).run(plan, observer),
    compare: async (plans, options, observer) => (await load()).compare(plans, options, observer),
  };
}
