import type { World } from "../command/index.ts";
import { errors, isRecord } from "../kit/index.ts";

const NAMES = ["backwright.config.json", "backwright.config.mjs", "backwright.config.ts"] as const;

/**
 * The configuration file: the one that --config names, else the first of `backwright.config.json`, `.mjs`, `.ts` in the
 * working directory; an empty object when there is none. Error: `bad-configuration`.
 */
export async function loadConfiguration(
  world: World,
  named: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const path = named ?? (await firstThatExists(world));
  if (path === undefined) return {};
  const value = path.endsWith(".json")
    ? await readJson(world, path)
    : await world.modules.loadDefault(world.files.resolve(path));
  if (isRecord(value)) return value;
  throw errors.command.badConfiguration({ path, problem: "it holds no object" });
}

async function firstThatExists(world: World): Promise<string | undefined> {
  for (const name of NAMES) if ((await world.files.facts(name)) !== undefined) return name;
  return undefined;
}

async function readJson(world: World, path: string): Promise<unknown> {
  const text = await world.files.readText(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw errors.command.badConfiguration(
      { path, problem: cause instanceof Error ? cause.message : "it is no JSON" },
      cause,
    );
  }
}
