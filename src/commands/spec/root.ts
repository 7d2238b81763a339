import { posix } from "node:path";
import type { World } from "../../command/index.ts";

/**
 * The project that a folder belongs to: the nearest folder with a package.json at or above it, but never above the working directory when
 * the folder lies below that. Without one: the parent of a folder that is called `routes`, else the folder.
 */
export async function projectRoot(world: World, folder: string): Promise<string> {
  const start = slashes(world.files.resolve(folder));
  const cwd = slashes(world.cwd);
  const isBelow = start === cwd || start.startsWith(`${cwd}/`);
  for (let at = start; ; at = posix.dirname(at)) {
    if ((await world.files.facts(`${at}/package.json`))?.kind === "file") return at;
    if (posix.dirname(at) === at || (isBelow && at === cwd)) break;
  }
  return posix.basename(start) === "routes" ? posix.dirname(start) : start;
}

const slashes = (path: string): string => path.replaceAll("\\", "/").replace(/(?<=.)\/+$/, "");
