import { realpathSync } from "node:fs";
import type { ExitCode } from "../kit/index.ts";
import { runCommandLine } from "./command-line.ts";
import { buildWorld } from "./world.ts";

/** Runs the process's own command line and ends the process with its exit code. */
export async function start(bin: string): Promise<never> {
  const interruption = new AbortController();
  listenForSignals(interruption);
  const world = await buildWorld({ bin, cwd: realpathSync(process.cwd()), signal: interruption.signal });
  const code = await runCommandLine(world);
  await flushed(process.stdout);
  await flushed(process.stderr);
  return process.exit(code);
}

const INTERRUPTED: ExitCode = 130;

/** The first signal asks everything to end and clean up; the second one does not wait for it. */
function listenForSignals(interruption: AbortController): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (interruption.signal.aborted) process.exit(INTERRUPTED);
      interruption.abort(new Error(signal));
    });
  }
}

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.writableLength === 0 || stream.destroyed) resolve();
    else stream.write("", () => resolve());
  });
