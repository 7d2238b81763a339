import type { Command } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import { loaders } from "./loaders.ts";

/** Loads one command's file; nothing else of the commands is loaded. Error: `bug` when registry and loaders disagree. */
export async function loadCommand(name: string): Promise<Command> {
  const load = loaders.get(name);
  if (load === undefined) throw errors.command.bug({ problem: `no file for the command ${name}` });
  return (await load()).command;
}
