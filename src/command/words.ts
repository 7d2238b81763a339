import { parseArgs } from "node:util";
import { errors, nearest } from "../kit/index.ts";
import { convert } from "./convert.ts";
import type { Command } from "./declare.ts";
import { flagsOf, type Flag } from "./flags.ts";
import { placed } from "./places.ts";

/**
 * argv behind the command's name → raw input for its schema. Errors: `unknown-flag`, `bad-input`.
 *
 * @example
 * readWords(command, ["--concurrency", "50", "http://localhost"]); // { concurrency: 50, url: "http://localhost" }
 */
export function readWords(command: Command, words: readonly string[]): Readonly<Record<string, unknown>> {
  const flags = flagsOf(command.input);
  const tokens = tokensOf(flags, words);
  const raw: Record<string, unknown> = {};
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const flag = flagNamed(command, flags, token);
    raw[flag.key] = added(flag, raw[flag.key], valueOf(command, flag, token));
  }
  const places = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  return { ...raw, ...placed(command, flags, places) };
}

/** What parseArgs tells apart; what it may not judge, because its complaints name neither our flags nor the next keystroke. */
function tokensOf(flags: readonly Flag[], words: readonly string[]) {
  const options = Object.fromEntries(flags.map((flag) => [flag.name.slice(2), optionOf(flag)]));
  return parseArgs({ args: [...words], options, allowPositionals: true, strict: false, tokens: true }).tokens;
}

function optionOf(flag: Flag) {
  return {
    type: flag.kind === "boolean" ? ("boolean" as const) : ("string" as const),
    ...(flag.short === undefined ? {} : { short: flag.short }),
  };
}

interface Option {
  /** As it was typed: `--no-loud`, `-t`. */
  readonly rawName: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function flagNamed(command: Command, flags: readonly Flag[], { name, rawName }: Option): Flag {
  const found = flags.find(
    (flag) => flag.name === `--${name}` || (flag.kind === "boolean" && negated(flag) === rawName),
  );
  if (found !== undefined) return found;
  const names = flags.flatMap((flag) => (flag.kind === "boolean" ? [flag.name, negated(flag)] : [flag.name]));
  const near = rawName.startsWith("--") ? nearest(rawName, names) : undefined;
  throw errors.command.unknownFlag({ flag: rawName, command: command.name, nearest: near });
}

/** `--no-loud` */
const negated = (flag: Flag): string => flag.name.replace("--", "--no-");

/** A list grows; of other flags the last one counts. */
function added(flag: Flag, before: unknown, value: unknown): unknown {
  if (flag.kind !== "list") return value;
  const items: readonly unknown[] = Array.isArray(before) ? before : [];
  return [...items, value];
}

function valueOf(command: Command, flag: Flag, option: Option): unknown {
  if (flag.kind === "boolean") return truthOf(command, flag, option);
  const { value, inlineValue } = option;
  if (value !== undefined && (inlineValue === true || !looksLikeFlag(value))) return convert(flag, value);
  const [article, sample] = flag.kind === "number" ? ["a number", "7"] : ["a value", "VALUE"];
  const problem =
    value === undefined
      ? `${option.rawName} needs ${article} behind it: ${flag.name} ${flag.value ?? sample}`
      : `${option.rawName} needs ${article}, and ${value} reads as a flag; if it is meant, write ${flag.name}=${value}`;
  throw errors.command.badInput({ problems: [`${problem}.`], command: command.name });
}

/** `-5` is a value, `-x` and `--five` are none. */
const looksLikeFlag = (value: string): boolean => /^-(?![\d.]|$)/.test(value);

function truthOf(command: Command, flag: Flag, { rawName, value }: Option): boolean {
  const isNo = rawName === negated(flag);
  if (value === undefined) return !isNo;
  if (!isNo && (value === "true" || value === "false")) return value === "true";
  const problem = `${rawName} takes no value; write ${flag.name} or ${negated(flag)}.`;
  throw errors.command.badInput({ problems: [problem], command: command.name });
}
