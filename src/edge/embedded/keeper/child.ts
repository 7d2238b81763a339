import type { ChildProcess } from "node:child_process";

const PROGRAM_LIMIT_MS = 30_000;

const isAlive = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve());
  });

/** Ends a child with a signal, and with SIGKILL when it has not obeyed within the limit. */
export async function stopChild(child: ChildProcess, signal: NodeJS.Signals, limitMs: number): Promise<void> {
  if (!isAlive(child)) return;
  const ended = endOf(child);
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), limitMs);
  await ended;
  clearTimeout(timer);
}

/**
 * Waits for a program to end. initdb is not killed: the servers that it runs would leave shared memory behind, of which
 * nothing tells the name. It needs a second.
 */
export async function endProgram(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return;
  const ended = endOf(child);
  const timer = setTimeout(() => killGroup(child), PROGRAM_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}

function killGroup(child: ChildProcess): void {
  if (process.platform === "win32" || child.pid === undefined) child.kill("SIGKILL");
  else process.kill(-child.pid, "SIGKILL");
}
