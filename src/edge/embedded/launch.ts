import { readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { errors } from "../../kit/index.ts";
import { programRequest, type Hold } from "./hold.ts";
import type { Ended } from "./keeper/index.ts";
import { serverArguments } from "./settings.ts";
import { isLocked, isPortTaken, lastWords } from "./words.ts";

const ATTEMPTS = 10;
const READY_LIMIT_MS = 60_000;
const POLL_MS = 5;

/** Starts the server on a port of loopback and waits until it takes connections. Answers the port. */
export async function launch(hold: Hold, settings: Readonly<Record<string, string>>): Promise<number> {
  await hold.keeper.ask({ do: "copy", to: join(hold.folder, "s"), owner: hold.owner });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = await freePort();
    const ended = await tryPort(hold, port, settings);
    if (ended === undefined) return port;
    await dealWith(hold, ended);
  }
  throw failed(hold, "no free port was found on 127.0.0.1");
}

/** A port that somebody takes between our look and the server's start costs another attempt, nothing more. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** Undefined when the server is ready, else how it ended. */
async function tryPort(
  hold: Hold,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<Ended | undefined> {
  let ended: Ended | undefined;
  hold.keeper.onServerEnd((how) => {
    ended ??= how;
  });
  const args = ["-D", hold.data, ...serverArguments(hold, port, settings)];
  const request = programRequest(hold, { do: "serve", program: "postgres", data: hold.data, args });
  // PostgreSQL's shutdown modes: fast makes a checkpoint, immediate is for data that nobody wants.
  const pid = await hold.keeper.ask({
    ...request,
    stop: hold.isKept ? "fast" : "immediate",
    limitMs: hold.isKept ? 60_000 : 10_000,
  });
  for (let waited = 0; waited < READY_LIMIT_MS; waited += POLL_MS) {
    if (ended !== undefined) return ended;
    if (await isReady(hold.data, Number(pid))) {
      await hold.keeper.ask({ do: "ready" });
      return ended;
    }
    await pause(POLL_MS);
  }
  throw failed(hold, "it was not ready within a minute");
}

/** The last line of the lock file is the server's state, the first its process. */
async function isReady(data: string, pid: number): Promise<boolean> {
  const lines = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

async function dealWith(hold: Hold, ended: Ended): Promise<void> {
  if (isPortTaken(ended.output)) return;
  if (!isLocked(ended.output)) throw failed(hold, lastWords(ended.output));
  if ((await hold.keeper.ask({ do: "isRunning", data: hold.data })) !== false)
    throw errors.engine.dataInUse({ path: hold.data });
  // The process that the lock file of a killed server names is another program today.
  await rm(join(hold.data, "postmaster.pid"), { force: true });
}

const failed = (hold: Hold, reason: string): Error =>
  errors.engine.startFailed({ engine: `PostgreSQL ${hold.programs.info.version}`, reason });
