import type { Command, RawSources, World } from "../command/index.ts";
import { errors, isRecord } from "../kit/index.ts";
import { unknownSetting } from "./unknown-setting.ts";

const NAMES = ["backwright.config.json", "backwright.config.mjs", "backwright.config.ts"] as const;

type Configured = Pick<RawSources, "configuration" | "configurationFile">;

/**
 * The configuration file: the one that --config names, else the first of `backwright.config.json`, `.mjs`, `.ts` in the
 * working directory; an empty object when there is none. Error: `bad-configuration`, also for a key of this command's sections
 * that names nothing.
 */
export async function configurationFor(world: World, command: Command, named?: string): Promise<Configured> {
  const path = named ?? (await firstThatExists(world));
  if (path === undefined) return { configuration: {} };
  const value = path.endsWith(".json") ? await readJson(world, path) : await readModule(world, path);
  if (!isRecord(value)) throw errors.command.badConfiguration({ path, problem: "it holds no object" });
  const problem = await unknownSetting(command, value);
  if (problem !== undefined) throw errors.command.badConfiguration({ path, problem });
  return { configuration: value, configurationFile: path };
}

async function firstThatExists(world: World): Promise<string | undefined> {
  for (const name of NAMES) if ((await world.files.facts(name)) !== undefined) return name;
  return undefined;
}

async function readJson(world: World, path: string): Promise<unknown> {
  const text = await world.files.readText(path);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw errors.command.badConfiguration(
      { path, problem: cause instanceof Error ? cause.message : "it is no JSON" },
      cause,
    );
  }
}

async function readModule(world: World, path: string): Promise<unknown> {
  const facts = await world.files.facts(path);
  if (facts === undefined) throw errors.file.missing({ path });
  if (facts.kind !== "file" || !/\.([cm]?js|[cm]?ts)$/.test(path))
    throw errors.command.badConfiguration({ path, problem: "it is no .json, .mjs, .js or .ts file" });
  return world.modules.loadDefault(world.files.resolve(path));
}
