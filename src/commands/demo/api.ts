import type { RunningProcess, World } from "../../command/index.ts";
import { errors, isBackwrightError } from "../../kit/index.ts";

const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 25;

/** The tour's API while it runs; disposal stops it. */
export interface RunningApi extends AsyncDisposable {
  /** `http://127.0.0.1:41234` */
  readonly origin: string;
}

/** Starts the compiled API and waits for its first answer. Error: `demo-api-died`. */
export async function startApi(world: World, folder: string, databaseUrl: string | undefined): Promise<RunningApi> {
  const port = await world.web.freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = await world.processes.start(world.processes.node, [`${folder}/dist/server.js`], {
    cwd: folder,
    env: {
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      ADMIN_KEY: "sample-key",
      NODE_ENV: "production",
    },
  });
  try {
    await firstAnswer(world, origin, child);
  } catch (failure) {
    await child[Symbol.asyncDispose]();
    throw failure;
  }
  return { origin, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}

async function firstAnswer(world: World, origin: string, child: RunningProcess): Promise<void> {
  const until = world.clock.monotonicMs() + PATIENCE_MS;
  const death = child.ended.then(() => "ended" as const);
  while (world.clock.monotonicMs() < until) {
    if (await answers(world, origin)) return;
    const next = await Promise.race([death, world.clock.sleep(LOOK_EVERY_MS, world.signal)]);
    if (next === "ended") break;
  }
  const { stdout, stderr } = child.output();
  throw errors.demo.apiDied({ output: `${stdout}${stderr}` });
}

/** Any answer will do: the path does not exist. */
async function answers(world: World, origin: string): Promise<boolean> {
  try {
    await world.web.send({ method: "GET", url: `${origin}/-/ready` });
    return true;
  } catch (failure) {
    if (isBackwrightError(failure) && failure.code === "web-unreachable") return false;
    throw failure;
  }
}
