import { spawn, type ChildProcess } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { ProcessOptions, Processes, ProcessResult, RunningProcess } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { hasCode, reasonOf } from "./file-failures.ts";
import { keepTail } from "./tail.ts";

interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const END_AFTER_MS = 5_000;

/** Programs of this machine, started in a working directory with an environment. Errors: `src/kit/errors/process.ts`. */
export function createProcesses(around: Surroundings): Processes {
  return {
    node: process.execPath,
    which: (program) => which(program, around.env),
    run: (program, args, options = {}) => run(launch(around, [program, args], options), program, options),
    start: (program, args, options = {}) => start(launch(around, [program, args], options), program, options),
  };
}

type Line = readonly [program: string, args: readonly string[]];

function launch(around: Surroundings, [program, args]: Line, options: ProcessOptions): ChildProcess {
  const child = spawn(program, [...args], {
    cwd: options.cwd ?? around.cwd,
    env: { ...process.env, ...options.env },
    stdio: options.talks === true ? ["pipe", 2, 2] : ["pipe", "pipe", "pipe"],
    windowsHide: true,
    detached: hasGroup(options),
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  });
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(options.input ?? "");
  return child;
}

async function run(child: ChildProcess, program: string, _options: ProcessOptions): Promise<ProcessResult> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
  const code = await ending(child, program);
  return { code, stdout: Buffer.concat(stdout).toString("utf8"), stderr: Buffer.concat(stderr).toString("utf8") };
}

function ending(child: ChildProcess, program: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (cause) => reject(notStarted(program, cause)));
    child.once("close", (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

function notStarted(program: string, cause: unknown): Error {
  const reason = hasCode(cause, "ENOENT") ? "it is not installed, or not on PATH" : reasonOf(cause);
  return errors.process.notStarted({ program, reason }, cause);
}

/** Windows has no process groups: there the program alone is ended. */
const hasGroup = ({ ownsGroup }: ProcessOptions): boolean => ownsGroup === true && process.platform !== "win32";

async function start(child: ChildProcess, program: string, options: ProcessOptions): Promise<RunningProcess> {
  const stdout = keepTail(child.stdout);
  const stderr = keepTail(child.stderr);
  const ended = ending(child, program);
  await Promise.race([spawned(child), ended]);
  const common = { pid: child.pid ?? 0, ended, output: () => ({ stdout: stdout(), stderr: stderr() }) };
  if (!hasGroup(options)) return { ...common, [Symbol.asyncDispose]: () => end(child, ended) };
  const killAll = (): void => {
    signalGroup(common.pid, "SIGKILL");
  };
  process.once("exit", killAll);
  const dispose = (): Promise<void> => endGroup(common.pid, ended).finally(() => process.off("exit", killAll));
  return { ...common, [Symbol.asyncDispose]: dispose };
}

/** False when nobody of the group is left. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  if (pid <= 0) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

const LOOK_EVERY_MS = 20;
const KILLED_AFTER_MS = 1_000;

/** The program may be a shell that is gone before what it started. */
async function endGroup(pid: number, ended: Promise<number>): Promise<void> {
  signalGroup(pid, "SIGTERM");
  if (!(await isGone(pid, END_AFTER_MS))) {
    signalGroup(pid, "SIGKILL");
    await isGone(pid, KILLED_AFTER_MS);
  }
  await ended.catch(() => undefined);
}

/** Whether a group ends within a time. One whose dead nobody collects (a container without an init) never counts as gone. */
async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (signalGroup(pid, 0)) {
    if (performance.now() >= until) return false;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
  }
  return true;
}

const spawned = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once("spawn", () => resolve()));

async function end(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), END_AFTER_MS);
  await ended.finally(() => clearTimeout(late));
}

async function which(program: string, env: Surroundings["env"]): Promise<string | undefined> {
  const endings = process.platform === "win32" ? (env["PATHEXT"] ?? ".EXE;.CMD").split(";") : [""];
  for (const folder of (env["PATH"] ?? "").split(delimiter)) {
    for (const ending of endings) {
      const path = join(folder, `${program}${ending}`);
      if (await isExecutable(path)) return path;
    }
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
