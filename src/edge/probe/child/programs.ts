import childProcess from "node:child_process";
import cluster from "node:cluster";
import threads from "node:worker_threads";
import { noteStopped, writeDump } from "./journal.ts";
import { currentPlace } from "./places.ts";
import { isCallable, put, reach, type Callable } from "./reach.ts";

/** No programs, no threads, no signals to others; an exit is told before it happens. */
export function cutPrograms(): void {
  for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"])
    refuse(childProcess, name, "program");
  refuse(childProcess.ChildProcess.prototype, "spawn", "program");
  refuse(cluster, "fork", "program");
  refuse(threads, "Worker", "thread");
  for (const name of ["kill", "abort", "binding", "_linkedBinding", "chdir", "execve"])
    if (name in process) refuse(process, name, "process");
  tellExits();
}

function refuse(owner: object, name: string, kind: string): void {
  put(owner, name, function refused(first: unknown) {
    const what = `${name} ${typeof first === "string" ? first : ""}`.trim();
    noteStopped(kind, what, currentPlace());
    throw Object.assign(new Error(`${what} is not allowed while routes are probed`), { code: "ERR_ACCESS_DENIED" });
  });
}

/** What `process.exit` ends with when all is said. */
export function exitOfNode(): Callable {
  const really = reach(process, "reallyExit");
  return isCallable(really) ? (code) => Reflect.apply(really, process, [code]) : () => undefined;
}

function tellExits(): void {
  const leave = exitOfNode();
  const told = (code: unknown): void => {
    const place = currentPlace();
    const exitCode = typeof code === "number" ? code : Number(process.exitCode ?? 0);
    writeDump("exited", { reason: `exit(${exitCode})`, module: null, place: place ?? null, exitCode });
    leave(0);
  };
  put(process, "exit", told);
  put(process, "reallyExit", told);
}
