import { realpathSync } from "node:fs";
import { wantsJson } from "../command/front/index.ts";
import type { World } from "../command/index.ts";
import { createStream } from "../edge/terminal/index.ts";
import { errors, type ExitCode } from "../kit/index.ts";
import { isBrief, optimizeLater } from "./brief.ts";
import { runCommandLine } from "./command-line.ts";
import { flushed, reportLoss } from "./output.ts";
import { printFailure } from "./print.ts";
import { listenForSignals } from "./signals.ts";
import { buildWorld } from "./world.ts";

export { isLoss, reportLoss } from "./output.ts";

/** Runs the process's own command line and ends the process with its exit code. */
export async function start(bin: string): Promise<never> {
  process.once("beforeExit", standstill);
  if (isBrief(bin, process.argv.slice(2))) optimizeLater();
  const code = await run(bin, listenForSignals());
  const loss = await flushed(process.stdout);
  const last = loss === undefined ? code : reportLoss(loss);
  await flushed(process.stderr);
  return process.exit(last);
}

/** Node ends in silence when nothing is left that could wake a run which still waits. */
function standstill(): never {
  const error = errors.command.bug({ problem: "the run stands still, with nothing left to wait for." });
  process.stderr.write(`Error ${error.message}\n${error.hint}\n`);
  return process.exit(error.exitCode);
}

async function run(bin: string, signal: AbortSignal): Promise<ExitCode> {
  let world: World;
  try {
    world = await buildWorld({ bin, cwd: workingFolder(), signal });
  } catch (failure) {
    return withoutWorld(failure, signal);
  }
  return runCommandLine(world);
}

function workingFolder(): string {
  try {
    return realpathSync(process.cwd());
  } catch (cause) {
    throw errors.file.noFolder({ reason: "it is gone, or may not be read" }, cause);
  }
}

/** What fails before there is a world is told as every failure is. */
function withoutWorld(failure: unknown, signal: AbortSignal): ExitCode {
  const { env } = process;
  const streams = {
    stdout: createStream(process.stdout, { env, wanted: false }),
    stderr: createStream(process.stderr, { env, wanted: undefined }),
  };
  return printFailure({ ...streams, env, signal }, failure, wantsJson(process.argv.slice(2)));
}
