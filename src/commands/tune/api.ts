import type { RunningProcess, World } from "../../command/index.ts";
import { errors, isBackwrightError, safeText } from "../../kit/index.ts";
import { parseTarget } from "../../load/index.ts";
import type { TuneInput } from "./input.ts";
import { checkReach } from "./subject.ts";
import { commandWords } from "./words.ts";

const LOOK_EVERY_MS = 25;
const PROBE_MS = 2_000;
const SHOWN_OUTPUT = 2_000;

/** The API while it runs; disposal stops it, with all that it started, where we have started it. */
export interface Api extends AsyncDisposable {
  /** `http://127.0.0.1:41234` */
  readonly origin: string;
}

/**
 * Starts the API on a database and waits, within a bound, for any answer. Errors: `tune-api-died`, `tune-api-silent`, `tune-port-taken`,
 * `program-not-started`.
 */
export async function startApi(world: World, input: TuneInput, databaseUrl: string): Promise<Api> {
  const { start, startTimeout } = input;
  if (start === undefined) return await givenApi(world, input);
  const [program, ...args] = commandWords(start);
  const port = input.port ?? (await world.web.freePort());
  const origin = `http://127.0.0.1:${port}`;
  if (await answers(world, origin)) throw errors.tune.portTaken({ port });
  const own = { PORT: String(port), HOST: "127.0.0.1", DATABASE_URL: databaseUrl };
  const env = { ...world.env, ...own, ...placeOf(databaseUrl) };
  const child = await world.processes.start(program, args, { env, cwd: world.cwd, ownsGroup: true });
  try {
    await firstAnswer(world, { origin, child, waitMs: startTimeout, command: start });
  } catch (failure) {
    await child[Symbol.asyncDispose]();
    throw failure;
  }
  return { origin, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}

/** For programs that read PG* and not DATABASE_URL. */
function placeOf(databaseUrl: string): Readonly<Record<string, string>> {
  const { hostname, port, pathname } = new URL(databaseUrl);
  if (hostname === "") return {};
  const database = decodeURIComponent(pathname.slice(1));
  return {
    PGHOST: decodeURIComponent(hostname).replace(/^\[|\]$/g, ""),
    ...(port === "" ? {} : { PGPORT: port }),
    ...(database === "" ? {} : { PGDATABASE: database }),
  };
}

async function givenApi(world: World, input: TuneInput): Promise<Api> {
  const { url, targets, startTimeout } = input;
  const address = url ?? targets.find((target) => /^https?:\/\//.test(target));
  if (address === undefined)
    throw errors.command.badInput({
      problems: ["Say how the API is started (--start), or where it runs (--url)."],
      command: "tune",
    });
  const { origin } = new URL(parseTarget(address).shown);
  await checkReach(input, origin, world);
  await firstAnswer(world, { origin, waitMs: startTimeout, command: "" });
  return { origin, [Symbol.asyncDispose]: async () => undefined };
}

interface Awaited {
  readonly origin: string;
  readonly waitMs: number;
  readonly command: string;
  readonly child?: RunningProcess;
}

async function firstAnswer(world: World, { origin, waitMs, command, child }: Awaited): Promise<void> {
  const until = world.clock.monotonicMs() + waitMs;
  const never = new Promise<never>(() => undefined);
  const death = child?.ended.then(() => "ended" as const) ?? never;
  const output = (): string => {
    const { stdout = "", stderr = "" } = child?.output() ?? {};
    return safeText(`${stdout}${stderr}`.trim().slice(-SHOWN_OUTPUT));
  };
  while (world.clock.monotonicMs() < until) {
    if (await answers(world, origin)) return;
    if (world.signal.aborted) throw errors.command.interrupted({ during: "while the API started" });
    const pause = world.clock.sleep(LOOK_EVERY_MS, world.signal).catch(() => undefined);
    if ((await Promise.race([death, pause])) === "ended") throw errors.tune.apiDied({ command, output: output() });
  }
  throw errors.tune.apiSilent({ url: origin, seconds: Math.round(waitMs / 1_000), output: output() });
}

/** Any answer will do, also that there is nothing at this path. */
async function answers(world: World, origin: string): Promise<boolean> {
  try {
    await world.web.send({ method: "GET", url: `${origin}/`, timeoutMs: PROBE_MS });
    return true;
  } catch (failure) {
    if (isBackwrightError(failure) && failure.code === "web-unreachable") return false;
    throw failure;
  }
}
