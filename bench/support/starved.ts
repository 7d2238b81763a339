// Ways to keep a process from its work, each a cause of its own: others on its core, a quota, being stopped.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";

/** Keeps a process from its work until disposal. */
export type Starver = (pid: number) => Disposable;

/** Programs that want the same core for themselves: the process gets a share of it as each of them does. */
export const busyCore =
  (count: number, core: string): Starver =>
  () => {
    const loops = Array.from({ length: count }, () => {
      const loop = spawn(process.execPath, ["-e", "for(;;);"], { stdio: "ignore", detached: true });
      spawnSync("taskset", ["-a", "-cp", core, String(loop.pid)]);
      return loop;
    });
    return { [Symbol.dispose]: () => loops.forEach((loop) => loop.kill("SIGKILL")) };
  };

/** Stopped for so long, let go for so long, again and again. */
export const bursts =
  (stoppedMs: number, goesMs: number): Starver =>
  (pid) => {
    let timer: NodeJS.Timeout | undefined;
    const tell = (signal: NodeJS.Signals): void => {
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended.
      }
    };
    const stop = (): void => {
      tell("SIGSTOP");
      timer = setTimeout(go, stoppedMs);
    };
    const go = (): void => {
      tell("SIGCONT");
      timer = setTimeout(stop, goesMs);
    };
    go();
    return {
      [Symbol.dispose]: () => {
        clearTimeout(timer);
        tell("SIGCONT");
      },
    };
  };

const V1 = "/sys/fs/cgroup/cpu";
const V2 = "/sys/fs/cgroup";

/** So many percent of a core in each 100 ms, as a container has it; undefined where control groups are not ours to make. */
export function quota(percent: number): Starver | undefined {
  const isFirst = existsSync(`${V1}/cpu.cfs_quota_us`);
  const root = isFirst ? V1 : V2;
  const group = `${root}/bench-starved-${process.pid}`;
  try {
    mkdirSync(group, { recursive: true });
    if (isFirst) writeFileSync(`${group}/cpu.cfs_quota_us`, String(percent * 1_000));
    else writeFileSync(`${group}/cpu.max`, `${percent * 1_000} 100000`);
  } catch {
    return undefined;
  }
  return (pid) => {
    writeFileSync(`${group}/cgroup.procs`, String(pid));
    return { [Symbol.dispose]: () => {} };
  };
}

/** The group of `quota` is gone; nothing may be in it any more. */
export function forgetQuota(): void {
  for (const root of [V1, V2]) {
    try {
      rmdirSync(`${root}/bench-starved-${process.pid}`);
    } catch {
      // It was not made there.
    }
  }
}
