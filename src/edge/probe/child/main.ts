// Runs an application with the world taken away, and tells which routes its framework has. Started by ../probes.ts, never imported.
import module, { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isChildRequest, REQUEST, type ChildRequest } from "../request.ts";
import { createCompiler } from "./compile.ts";
import { watchEnvironment } from "./environment.ts";
import { startExported } from "./exported.ts";
import { expressRoutes } from "./express.ts";
import { readyFastify, watchFastify } from "./fastify.ts";
import { cutFiles } from "./files.ts";
import { lastChange, writeDump } from "./journal.ts";
import { koaRoutes } from "./koa.ts";
import { watchLoading } from "./loading.ts";
import { cutNetwork } from "./network.ts";
import { setRoot } from "./places.ts";
import { cutPrograms, exitOfNode } from "./programs.ts";
import { failureOf } from "./failure.ts";

const QUIET_MS = 1_000;

async function main(request: ChildRequest): Promise<void> {
  const leave = exitOfNode();
  let failure: ReturnType<typeof failureOf> | undefined;
  const fail = (error: unknown): void => void (failure ??= failureOf(error));
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  takeAway(request);
  const isDone = untilQuiet(request.stopAfterMs);
  await load(request)
    .then(({ exported, require }) => startExported(exported, require))
    .catch(fail);
  const finished = (await isDone) && failure === undefined;
  await Promise.race([readyFastify(), later(QUIET_MS)]);
  expressRoutes();
  koaRoutes();
  writeDump(failure !== undefined ? "threw" : finished ? "finished" : "unfinished", failure);
  leave(0);
}

function takeAway(request: ChildRequest): void {
  setRoot(request.root);
  process.setSourceMapsEnabled(true);
  const compile = createCompiler(request);
  cutNetwork();
  cutPrograms();
  cutFiles();
  watchEnvironment();
  watchFastify();
  watchLoading(request, compile);
  module.syncBuiltinESMExports();
}

interface Loaded {
  readonly exported: unknown;
  readonly require: NodeJS.Require;
}

/** What can only be a module (a top-level await) is imported as Node does, without stubs for its drivers. */
async function load({ root, entry }: ChildRequest): Promise<Loaded> {
  const path = join(root, entry);
  const require = createRequire(path);
  process.argv = [process.argv[0] ?? "node", path];
  try {
    return { exported: require(path), require };
  } catch (error) {
    if (!isModuleOnly(error)) throw error;
    const exported: unknown = await import(pathToFileURL(path).href);
    return { exported, require };
  }
}

const isModuleOnly = (error: unknown): boolean =>
  error instanceof Error &&
  (/await is only valid in async functions|Cannot use import statement|Unexpected token 'export'/.test(error.message) ||
    /ERR_REQUIRE_(?:ESM|ASYNC_MODULE)/.test(String(Reflect.get(error, "code"))));

/** True when nothing more happens; false when time is up. */
function untilQuiet(stopAfterMs: number): Promise<boolean> {
  const until = Date.now() + stopAfterMs;
  return new Promise((resolve) => {
    process.once("beforeExit", () => resolve(true));
    setInterval(() => {
      if (Date.now() > until) resolve(false);
      else if (Date.now() - lastChange() > QUIET_MS) resolve(true);
    }, 50).unref();
  });
}

const later = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

function readRequest(): ChildRequest {
  const request: unknown = JSON.parse(process.env[REQUEST] ?? "null");
  delete process.env[REQUEST];
  if (!isChildRequest(request)) throw new Error("only spec --probe starts this");
  return request;
}

await main(readRequest());
