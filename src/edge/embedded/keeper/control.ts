import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { textOf, textRecord, textsOf, type Fields } from "./fields.ts";
import { serverEnded } from "./finish.ts";
import { held } from "./state.ts";

const WATCH_MS = 250;
const WAIT_MS = 5_000;

/**
 * Starts the server by pg_ctl, for Windows: PostgreSQL refuses to run as an administrator, and only pg_ctl knows how to take
 * that right away. The server is then no child of ours, so its end is seen by looking.
 */
export async function serveByControl(request: Fields, output: () => string): Promise<number | undefined> {
  const data = textOf(request, "data");
  held.data.add(data);
  // `-D data` is pg_ctl's own; what follows goes to the server as one text.
  const options = textsOf(request, "args").slice(2).map(quoted).join(" ");
  control(request, ["start", "-W", "-D", data, "-l", textOf(request, "log"), "-o", options]);
  held.server = {
    stop: async () => {
      control(request, ["stop", "-w", "-D", data, "-m", textOf(request, "stop")]);
    },
  };
  const pid = await pidOf(data);
  void watch(pid).then(() => serverEnded({ code: null, output: output() }));
  return pid;
}

function control(request: Fields, args: readonly string[]): void {
  const file = join(dirname(textOf(request, "file")), "pg_ctl.exe");
  spawnSync(file, args, { env: textRecord(request, "env"), stdio: "ignore", windowsHide: true });
}

/** An option as the Windows shell of pg_ctl takes it apart again. */
function quoted(option: string): string {
  if (option.includes('"')) throw new Error("a setting holds a quote");
  return `"${option}"`;
}

async function pidOf(data: string): Promise<number | undefined> {
  for (let waited = 0; waited < WAIT_MS; waited += WATCH_MS) {
    const pid = readPid(data);
    if (pid !== undefined && isRunning(pid)) return pid;
    await pause(WATCH_MS);
  }
  return undefined;
}

function readPid(data: string): number | undefined {
  try {
    return Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return undefined;
  }
}

async function watch(pid: number | undefined): Promise<void> {
  for (;;) {
    if (pid === undefined || !isRunning(pid)) return;
    await pause(WATCH_MS);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
