import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readGlobals } from "../command/front/index.ts";
import type { World } from "../command/index.ts";
import {
  createClock,
  createFiles,
  createModules,
  createProcesses,
  createRandom,
  createWeb,
} from "../edge/system/index.ts";
import { createProgress, createPrompts, createStream } from "../edge/terminal/index.ts";
import { isRecord } from "../kit/index.ts";
import { readEnvironment } from "./environment.ts";
import {
  lazyAgents,
  lazyDatabases,
  lazyEngines,
  lazyLoad,
  lazyPrisma,
  lazyProbes,
  lazyTypeCheckers,
  lazyWire,
} from "./lazy.ts";

interface Seed {
  readonly bin: string;
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Default: the process's own. */
  readonly argv?: readonly string[];
  /** Default: the process's own, over `.env`. */
  readonly env?: World["env"];
  /** Default: the process's own. */
  readonly streams?: Pick<World, "stdout" | "stderr">;
}

/** The real world of this process. Databases, engines and the load engine are loaded when they are first used. */
export async function buildWorld(seed: Seed): Promise<World> {
  const argv = seed.argv ?? process.argv.slice(2);
  const env = seed.env ?? readEnvironment(seed.cwd, process.env);
  const { wanted, quiet } = wishesOf(argv);
  const packageRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
  const { stdout, stderr } = seed.streams ?? processStreams(env, wanted);
  const files = createFiles(seed.cwd, env);
  const processes = createProcesses({ cwd: seed.cwd, env });
  const world: World = {
    bin: seed.bin,
    cwd: seed.cwd,
    signal: seed.signal,
    argv,
    env,
    packageRoot,
    version: versionOf(packageRoot),
    node: { version: process.versions.node, platform: process.platform, arch: process.arch },
    stdout,
    stderr,
    files,
    clock: createClock(),
    random: createRandom(),
    progress: createProgress(stderr, { quiet, plain: env["TERM"] === "dumb" }),
    prompts: createPrompts(process.stdin.isTTY && process.stderr.isTTY, seed.signal),
    databases: lazyDatabases(env),
    engines: lazyEngines({ env, files, processes }),
    load: lazyLoad(),
    processes,
    web: createWeb(seed.signal),
    modules: createModules(),
    prisma: lazyPrisma(seed.cwd),
    typeCheckers: lazyTypeCheckers(seed.cwd),
    probes: lazyProbes(env),
    wire: lazyWire(env),
    agents: lazyAgents(() => world),
  };
  return world;
}

const processStreams = (env: World["env"], wanted: boolean | undefined): Pick<World, "stdout" | "stderr"> => ({
  stdout: createStream(process.stdout, { env, wanted }),
  stderr: createStream(process.stderr, { env, wanted }),
});

/** A command line that cannot be read is complained of later; until then it has no wishes. */
function wishesOf(argv: readonly string[]): { readonly wanted: boolean | undefined; readonly quiet: boolean } {
  try {
    const globals = readGlobals(argv);
    return { wanted: globals.format === "json" ? false : globals.color, quiet: globals.quiet };
  } catch {
    return { wanted: undefined, quiet: false };
  }
}

function versionOf(packageRoot: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
  return isRecord(manifest) && typeof manifest["version"] === "string" ? manifest["version"] : "0.0.0";
}
