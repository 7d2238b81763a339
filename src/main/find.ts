import type { Command, World } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import { loaders } from "./loaders.ts";

/** Loads one command's file; nothing else of the commands is loaded. Error: `bug` when registry and loaders disagree. */
export async function loadCommand(name: string): Promise<Command> {
  const load = loaders.get(name);
  if (load === undefined) throw errors.command.bug({ problem: `no file for the command ${name}` });
  return (await load()).command;
}

/** A built package keeps its help pages as text, so that help costs no schema library; else the declaration makes it. */
export async function helpPage(world: World, name: string): Promise<string> {
  const page = `${world.packageRoot}/dist/help/${name.replaceAll(" ", "-")}.txt`;
  if (world.built && (await world.files.facts(page)) !== undefined) return world.files.readText(page);
  return (await loadCommand(name)).help();
}
