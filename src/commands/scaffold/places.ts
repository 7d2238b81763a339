import { posix } from "node:path";
import type { World } from "../../command/index.ts";

/** Where a run writes. All paths are absolute with forward slashes but `shown`. */
export interface Places {
  readonly routes: string;
  readonly sourceRoot: string;
  readonly projectRoot: string;
}

/**
 * The source root is the parent of the output folder when that ends in `routes`, else the folder itself;
 * the project root is the nearest folder with a package.json, else the working directory.
 */
export async function placesOf(world: World, out: string): Promise<Places> {
  const given = slashes(world.files.resolve(out));
  const endsInRoutes = posix.basename(given) === "routes";
  const sourceRoot = endsInRoutes ? posix.dirname(given) : given;
  return {
    sourceRoot,
    routes: endsInRoutes ? given : `${given}/routes`,
    projectRoot: await projectRootOf(world, sourceRoot),
  };
}

const slashes = (path: string): string => path.replaceAll("\\", "/").replace(/(?<=.)\/+$/, "");

async function projectRootOf(world: World, from: string): Promise<string> {
  for (let folder = from; ; folder = posix.dirname(folder)) {
    if ((await world.files.facts(`${folder}/package.json`))?.kind === "file") return folder;
    if (posix.dirname(folder) === folder) break;
  }
  const cwd = slashes(world.cwd);
  return from === cwd || from.startsWith(`${cwd}/`) ? cwd : from;
}

/** A path as the user would type it: from the working directory where it lies below that. */
export function shownPath(world: World, path: string): string {
  const cwd = slashes(world.cwd);
  return path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path;
}
