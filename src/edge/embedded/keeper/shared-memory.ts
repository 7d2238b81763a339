import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const LOCK = "postmaster.pid";

export const hasLock = (data: string): boolean => existsSync(join(data, LOCK));

/**
 * Removes the System V segment by which PostgreSQL guards a data directory, when a killed one has left it, and the lock file.
 * Line 7 of the file names the segment: `key id` (PostgreSQL, src/include/utils/pidfile.h).
 */
export function removeSharedMemory(data: string): void {
  if (process.platform === "win32" || !hasLock(data)) return;
  const path = join(data, LOCK);
  const line = readFileSync(path, "utf8").split("\n")[6] ?? "";
  const segment = /^\s*-?\d+\s+(\d+)\s*$/.exec(line)?.[1];
  if (segment !== undefined) spawnSync("ipcrm", ["-m", segment], { stdio: "ignore" });
  rmSync(path, { force: true });
}
