import { dirname } from "node:path";
import type { DatabaseServer, EngineInfo, ServerOptions } from "../../command/index.ts";
import { errors, isBackwrightError, type BackwrightError } from "../../kit/index.ts";
import { createDatabases } from "../postgres/index.ts";
import { findCandidates, type Candidate, type EngineEnvironment } from "./candidates.ts";
import { takeHold } from "./hold.ts";
import { keepData, readKept, type KeptData } from "./kept.ts";
import { launch } from "./launch.ts";
import { serverOwner, type Owner } from "./owner.ts";
import { isReachable } from "./places.ts";
import { startPglite } from "./pglite/index.ts";
import { fillData } from "./prepared.ts";
import type { Programs } from "./programs.ts";
import { NativeServer } from "./server.ts";

/** Starts the best engine that fits; one that fails makes room for the next, unless it was asked for by name. */
export async function start(environment: EngineEnvironment, given: ServerOptions): Promise<DatabaseServer> {
  const options = given.data === undefined ? given : { ...given, data: environment.files.resolve(given.data) };
  const has = options.data === undefined ? undefined : await readKept(options.data);
  const seen: EngineInfo[] = [];
  const failures: string[] = [];
  for await (const candidate of findCandidates(environment, options.data)) {
    seen.push(candidate.info);
    if (!fits(candidate.info, options, has)) continue;
    try {
      return await startOne(environment, candidate, options);
    } catch (cause) {
      if (!mayTryAnother(cause, options)) throw cause;
      failures.push(cause.message);
    }
  }
  throw nothingFits({ options, has, seen, failures });
}

/** Another engine would hide what is wrong with a folder or a setting of the caller's. */
function mayTryAnother(cause: unknown, options: ServerOptions): cause is BackwrightError {
  const isForced = options.engine !== undefined || options.data !== undefined;
  const hasSettings = Object.keys(options.settings ?? {}).length > 0;
  return !isForced && !hasSettings && isBackwrightError(cause) && cause.code === "engine-start-failed";
}

function fits(info: EngineInfo, options: ServerOptions, has: KeptData | undefined): boolean {
  const isKind = options.engine === undefined || options.engine === info.kind;
  const isMajor = options.major === undefined || options.major === info.major;
  return isKind && isMajor && (has === undefined || canRead(info, has));
}

const canRead = (info: EngineInfo, has: KeptData): boolean =>
  info.major === has.major && (info.kind === "pglite") === has.isPglite;

interface Search {
  readonly options: ServerOptions;
  readonly has: KeptData | undefined;
  readonly seen: readonly EngineInfo[];
  readonly failures: readonly string[];
}

function nothingFits({ options, has, seen, failures }: Search): Error {
  const { data, engine, major } = options;
  if (failures.length > 0) return errors.engine.none({ reasons: failures });
  const kind = engine === undefined ? "" : ` (${engine})`;
  const wanted = `PostgreSQL${major === undefined ? "" : ` ${major}`}${kind}`;
  const readers = seen.filter((info) => has !== undefined && canRead(info, has));
  if (has !== undefined && data !== undefined && (readers.length === 0 || major !== undefined))
    return errors.engine.dataMajor({ path: data, has: has.major, wanted: readers.length === 0 ? undefined : wanted });
  if (engine === undefined && major === undefined) return errors.engine.none({ reasons: [] });
  const available = seen.map((info) => `PostgreSQL ${info.version} (${info.kind})`);
  return errors.engine.notFound({ wanted, available, major });
}

function startOne(
  environment: EngineEnvironment,
  candidate: Candidate,
  options: ServerOptions,
): Promise<DatabaseServer> {
  if (candidate.programs === undefined) return startPglite(candidate.info, options);
  return startNative(environment, candidate.programs, options);
}

async function startNative(
  environment: EngineEnvironment,
  programs: Programs,
  options: ServerOptions,
): Promise<DatabaseServer> {
  const cache = environment.files.cacheFolder();
  const owner = serverOwner(options.data);
  await checkReach(options.data, owner);
  const hold = await takeHold({ programs, owner, data: options.data, env: environment.env });
  try {
    const password = hold.isKept ? await keepData(hold, cache) : await fillData(hold, cache);
    const port = await launch(hold, options.settings ?? {});
    // PG* variables of the environment are about other servers.
    const databases = createDatabases({ env: {} });
    return new NativeServer({ engine: programs.info, keeper: hold.keeper, port, password, databases });
  } catch (cause) {
    await hold.keeper[Symbol.asyncDispose]();
    throw cause;
  }
}

/** As root the server runs as somebody else, to whom a home folder is mostly closed. */
async function checkReach(data: string | undefined, owner: Owner | undefined): Promise<void> {
  if (data === undefined || owner === undefined || (await isReachable(dirname(data), owner))) return;
  const reason = `${data} cannot be reached by the user ${owner.uid}, as whom it runs because we are root`;
  throw errors.engine.startFailed({ engine: "PostgreSQL", reason });
}
