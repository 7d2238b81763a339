import { readFile, readdir } from "node:fs/promises";

/**
 * How many more files this process may open, where the system says so in a file (Linux). Elsewhere the failures
 * themselves tell, as `local-limit`.
 */
export async function connectionLimit(): Promise<number | undefined> {
  try {
    const limits = await readFile("/proc/self/limits", "utf8");
    const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
    const open = await readdir("/proc/self/fd");
    return soft === undefined ? undefined : Number(soft) - open.length;
  } catch {
    return undefined;
  }
}
