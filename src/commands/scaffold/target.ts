import { posix } from "node:path";
import type { World } from "../../command/index.ts";
import { isRecord } from "../../kit/index.ts";
import { readJsonWithComments, type FrameworkName, type TargetFacts } from "../../scaffold/index.ts";
import type { Places } from "./places.ts";
import { textAt } from "./state.ts";

/** The settings of the project into which code is generated. */
export async function readTarget(world: World, places: Places, framework: FrameworkName): Promise<TargetFacts> {
  const packageJson = await readSettings(world, packagePath(places));
  const installed = await readSettings(world, `${places.projectRoot}/node_modules/${framework}/package.json`);
  const version = isRecord(installed) ? installed["version"] : undefined;
  return {
    packageJson,
    tsconfigs: await tsconfigsFrom(world, places),
    installed: typeof version === "string" ? version : undefined,
  };
}

export const packagePath = ({ projectRoot }: Places): string => `${projectRoot}/package.json`;

async function readSettings(world: World, path: string): Promise<unknown> {
  const text = await textAt(world, path);
  return text === undefined ? undefined : readJsonWithComments(text);
}

const DEEPEST = 8;

/** The tsconfig.json of the source root or of a folder above it in the project, and what it extends. */
async function tsconfigsFrom(world: World, { sourceRoot, projectRoot }: Places): Promise<readonly unknown[]> {
  for (let folder = sourceRoot; folder.startsWith(projectRoot); folder = posix.dirname(folder)) {
    const path = `${folder}/tsconfig.json`;
    const settings = await readSettings(world, path);
    if (settings !== undefined) return [settings, ...(await extended(world, path, { settings, depth: 0 }))];
    if (folder === posix.dirname(folder)) break;
  }
  return [];
}

interface Extending {
  readonly settings: unknown;
  readonly depth: number;
}

async function extended(world: World, path: string, { settings, depth }: Extending): Promise<readonly unknown[]> {
  const named = isRecord(settings) ? settings["extends"] : undefined;
  const list: readonly unknown[] = Array.isArray(named) ? named.toReversed() : [named];
  const found: unknown[] = [];
  for (const name of list) {
    if (typeof name !== "string" || depth >= DEEPEST) continue;
    const at = await extendedPath(world, path, name);
    const inner = at === undefined ? undefined : await readSettings(world, at);
    if (at !== undefined) found.push(inner, ...(await extended(world, at, { settings: inner, depth: depth + 1 })));
  }
  return found;
}

/** A file beside the one that names it, or of a package in a folder above. */
async function extendedPath(world: World, from: string, name: string): Promise<string | undefined> {
  const folder = posix.dirname(from);
  const isBeside = name.startsWith(".") || name.startsWith("/");
  const roots = isBeside ? [posix.resolve(folder, name)] : packagePaths(folder, name);
  for (const root of roots) {
    for (const path of [root, `${root}.json`, `${root}/tsconfig.json`]) {
      if ((await world.files.facts(path))?.kind === "file") return path;
    }
  }
  return undefined;
}

function packagePaths(folder: string, name: string): readonly string[] {
  const above = posix.dirname(folder);
  const here = `${folder}/node_modules/${name}`;
  return above === folder ? [here] : [here, ...packagePaths(above, name)];
}
