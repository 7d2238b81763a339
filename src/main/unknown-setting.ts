import { COMING } from "../command/front/index.ts";
import { flagsOf, type Command } from "../command/index.ts";
import { registry } from "../commands/index.ts";
import { isRecord, nearest } from "../kit/index.ts";
import { loadCommand } from "./find.ts";

/**
 * What the sections of a command hold that names neither a flag nor a further section: a typing mistake would otherwise be a
 * setting that silently does nothing. Sections of other commands are left for their own runs.
 */
export async function unknownSetting(
  command: Command,
  configuration: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  const words = command.name.split(" ");
  let section: Readonly<Record<string, unknown>> = configuration;
  for (let depth = 0; depth <= words.length; depth += 1) {
    const at = words.slice(0, depth);
    const problem = await unknownKey(at, Object.keys(section));
    if (problem !== undefined) return problem;
    const below = section[words[depth] ?? ""];
    if (depth === words.length || below === undefined) return undefined;
    if (!isRecord(below)) return `${[...at, words[depth]].join(".")} holds no object`;
    section = below;
  }
  return undefined;
}

async function unknownKey(at: readonly string[], keys: readonly string[]): Promise<string | undefined> {
  const sections = sectionsBelow(at);
  const others = keys.filter((key) => !sections.has(key) && !(at.length === 0 && key === "$schema"));
  if (others.length === 0) return undefined;
  const known = new Set([...sections, ...(await flagsBelow(at))]);
  const unknown = others.find((key) => !known.has(key));
  if (unknown === undefined) return undefined;
  const near = nearest(unknown, known);
  const name = [...at, unknown].join(".");
  return `${name} names no setting${near === undefined ? "" : `; the nearest is ${[...at, near].join(".")}`}`;
}

const named = [...registry.map(({ name }) => name), ...COMING.map(({ command }) => command)];

const startsWith = (name: string, at: readonly string[]): boolean =>
  `${name} `.startsWith(at.map((word) => `${word} `).join(""));

/** The words that may follow: `analyze`, `create` … at `db`. */
function sectionsBelow(at: readonly string[]): ReadonlySet<string> {
  const next = named.filter((name) => startsWith(name, at)).map((name) => name.split(" ")[at.length]);
  return new Set(next.filter((word) => word !== undefined));
}

/** The flags of every command whose name begins so: what stands at `db` holds for all of its commands. */
async function flagsBelow(at: readonly string[]): Promise<readonly string[]> {
  if (at.length === 0) return [];
  const names = registry.map(({ name }) => name).filter((name) => startsWith(name, at));
  const commands = await Promise.all(names.map(loadCommand));
  return commands.flatMap(({ input }) => flagsOf(input).map(({ key }) => key));
}
