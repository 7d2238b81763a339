import { parseArgs } from "node:util";
import { errors, nearest } from "../kit/index.ts";
import { flagsOf, type Flag } from "./flags.ts";
import type { Command } from "./declare.ts";

/**
 * argv behind the command's name → raw input for its schema. Errors: `unknown-flag`, `bad-input`.
 *
 * @example
 * readWords(command, ["--concurrency", "50", "http://localhost"]); // { concurrency: 50, url: "http://localhost" }
 */
export function readWords(command: Command, words: readonly string[]): Readonly<Record<string, unknown>> {
  const flags = flagsOf(command.input);
  const { values, positionals } = parse(command, flags, words);
  const raw: Record<string, unknown> = {};
  for (const flag of flags) {
    const value = values[flag.name.slice(2)];
    if (value !== undefined) raw[flag.key] = convert(flag, value);
  }
  return { ...raw, ...placed(command, flags, positionals) };
}

type Parsed = { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] };

function parse(command: Command, flags: readonly Flag[], words: readonly string[]): Parsed {
  checkNames(command, flags, words);
  const options = Object.fromEntries(flags.map((flag) => [flag.name.slice(2), optionOf(flag)]));
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, allowNegative: true, strict: true });
  } catch (cause) {
    const problem = cause instanceof Error ? (cause.message.split(". To specify")[0] ?? "") : String(cause);
    throw errors.command.badInput({ problems: [problem], command: command.name }, cause);
  }
}

function optionOf(flag: Flag) {
  return {
    type: flag.kind === "boolean" ? ("boolean" as const) : ("string" as const),
    multiple: flag.kind === "list",
    ...(flag.short === undefined ? {} : { short: flag.short }),
  };
}

function checkNames(command: Command, flags: readonly Flag[], words: readonly string[]): void {
  const names = new Set(
    flags.flatMap((flag) => (flag.kind === "boolean" ? [flag.name, flag.name.replace("--", "--no-")] : [flag.name])),
  );
  const end = words.indexOf("--");
  for (const word of end < 0 ? words : words.slice(0, end)) {
    const name = /^--[^=]+/.exec(word)?.[0];
    if (name === undefined || names.has(name)) continue;
    throw errors.command.unknownFlag({ flag: name, command: command.name, nearest: nearest(name, names) });
  }
}

function convert(flag: Flag, value: unknown): unknown {
  if (flag.kind === "number") return numberOf(value);
  if (flag.kind === "list" && Array.isArray(value)) return value;
  return value;
}

/** Text stays text when it is no number: the schema then names the flag in its complaint. */
function numberOf(value: unknown): unknown {
  if (typeof value !== "string" || value.trim() === "") return value;
  const number = Number(value.replaceAll("_", ""));
  return Number.isNaN(number) ? value : number;
}

function placed(command: Command, flags: readonly Flag[], words: readonly string[]): Readonly<Record<string, unknown>> {
  const places = flags
    .filter((flag) => flag.position !== undefined)
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const raw: Record<string, unknown> = {};
  let used = 0;
  for (const place of places) {
    if (used >= words.length) break;
    raw[place.key] = place.variadic ? words.slice(used) : convert(place, words[used]);
    used = place.variadic ? words.length : used + 1;
  }
  if (used < words.length) throw tooMany(command, words.slice(used));
  return raw;
}

const tooMany = (command: Command, rest: readonly string[]): Error =>
  errors.command.badInput({
    problems: [`Nothing takes the word${rest.length > 1 ? "s" : ""} ${rest.join(" ")}.`],
    command: command.name,
  });
