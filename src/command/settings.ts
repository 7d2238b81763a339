import { isRecord, kebabCase } from "../kit/index.ts";
import type { Command, RawSources } from "./declare.ts";
import { flagsOf, type Flag } from "./flags.ts";
import { readWords } from "./words.ts";

/**
 * One raw input out of flags, environment and configuration, in that order of strength; defaults are the schema's.
 * A variable is the flag's own (`DATABASE_URL`) or `BACKWRIGHT_` + command + flag: `BACKWRIGHT_LOAD_CONCURRENCY`.
 */
export function mergeSettings(command: Command, sources: RawSources): Readonly<Record<string, unknown>> {
  const given = { ...readWords(command, sources.words), ...sources.values };
  const configured = sectionOf(command.name, sources.configuration);
  const merged: Record<string, unknown> = {};
  for (const flag of flagsOf(command.input)) {
    const value = given[flag.key] ?? fromEnvironment(command.name, flag, sources.env) ?? configured[flag.key];
    if (value !== undefined) merged[flag.key] = value;
  }
  return merged;
}

/** `{ "db": { "analyze": { … } } }`, and what stands at `db` for all of its commands. */
function sectionOf(
  command: string,
  configuration: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let section: unknown = configuration;
  const merged: Record<string, unknown> = {};
  for (const word of command.split(" ")) {
    section = isRecord(section) ? section[word] : undefined;
    if (isRecord(section)) Object.assign(merged, section);
  }
  return merged;
}

function fromEnvironment(command: string, flag: Flag, env: RawSources["env"]): unknown {
  const own = `BACKWRIGHT_${kebabCase(`${command} ${flag.key}`).replaceAll("-", "_").toUpperCase()}`;
  const text = env[own] ?? (flag.env === undefined ? undefined : env[flag.env]);
  if (text === undefined || text === "") return undefined;
  if (flag.kind === "boolean") return text === "1" || text === "true";
  if (flag.kind === "list") return text.split(",").map((item) => item.trim());
  return flag.kind === "number" && !Number.isNaN(Number(text)) ? Number(text) : text;
}
