import type { FormatProblem } from "./migration.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Substituted {
  readonly text: string;
  readonly problems: readonly Pick<FormatProblem, "kind" | "what">[];
}

const NAME = "[A-Za-z][A-Za-z0-9_]*";
const WORD = String.raw`(?:\$\{[^{}]*\}|[^{}])*`;
const OPERATION = String.raw`(?<how>:-|-|\?)(?<word>${WORD})|:(?<from> ?-?\d+)(?::(?<length>\d+))?`;
const EXPANSION = new RegExp(
  String.raw`\\\\|\\\$|\$\$|\$\(|\$\{(?<braced>${NAME})(?:${OPERATION})?\}|\$(?<bare>${NAME})|\$(?=[^])`,
  "g",
);

/**
 * Puts variables into a line as goose does between ENVSUB ON and OFF: `$NAME`, `${NAME}`, `${NAME:-default}` (unset or
 * empty), `${NAME-default}` (unset), `${NAME?}` (must be set), `${NAME:from:length}`; `$$` and `\$` are a dollar.
 * Source: the README of mfridman/interpolate, which goose uses.
 *
 * @example
 * substituted("${REGION:-eu}_post", {}).text; // "eu_post"
 */
export function substituted(line: string, environment: Environment): Substituted {
  const parts = [...line.matchAll(EXPANSION)].map((found) => ({ found, value: expanded(found, environment) }));
  let end = 0;
  const texts = parts.map(({ found, value }) => {
    const before = line.slice(end, found.index);
    end = found.index + found[0].length;
    return before + value.text;
  });
  return { text: texts.join("") + line.slice(end), problems: parts.flatMap(({ value }) => value.problems) };
}

function expanded(found: RegExpExecArray, environment: Environment): Substituted {
  const [text] = found;
  const { braced, bare, how } = found.groups ?? {};
  const name = braced ?? bare;
  if (name === undefined) return escaped(text);
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  if (how === undefined) return plain(part(value ?? "", found.groups));
  if (value !== undefined && (how !== ":-" || value !== "")) return plain(value);
  const word = substituted(found.groups?.["word"] ?? "", environment);
  return how === "?" ? { text, problems: [{ kind: "unset-variable", what: name }] } : word;
}

const plain = (text: string): Substituted => ({ text, problems: [] });

/** Two backslashes and `$(` stay; any other lone dollar is what goose refuses. */
function escaped(text: string): Substituted {
  if (text === String.raw`\$` || text === "$$") return plain("$");
  return { text, problems: text === "$" ? [{ kind: "bad-substitution", what: text }] : [] };
}

function part(value: string, groups: RegExpExecArray["groups"]): string {
  const from = groups?.["from"];
  if (from === undefined) return value;
  const length = groups?.["length"];
  const start = Number(from) < 0 ? Math.max(0, value.length + Number(from)) : Number(from);
  return value.slice(start, length === undefined ? undefined : start + Number(length));
}
