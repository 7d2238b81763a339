import type { Variables } from "./source-text.ts";

/** A line that psql carries out itself, as far as it is understood here. */
export type PsqlCommand =
  | { readonly kind: "include"; readonly path: string; readonly isRelative: boolean }
  | { readonly kind: "set"; readonly name: string; readonly value: string }
  | { readonly kind: "unset"; readonly name: string }
  /** It only shapes psql's own output. */
  | { readonly kind: "nothing" }
  | { readonly kind: "unknown"; readonly word: string };

/** Of output and of dumps: nothing that the server sees. */
const SILENT: ReadonlySet<string> = new Set([
  "a",
  "C",
  "echo",
  "f",
  "H",
  "pset",
  "qecho",
  "restrict",
  "t",
  "T",
  "timing",
  "unrestrict",
  "warn",
  "x",
]);

/**
 * Reads a command of psql. Backquotes, which run programs, and several commands in one line are not taken.
 * Source: "psql", the section on meta-commands, PostgreSQL 18 manual.
 *
 * @example
 * readPsqlCommand("\\set size 10", new Map()); // { kind: "set", name: "size", value: "10" }
 */
export function readPsqlCommand(line: string, variables: Variables): PsqlCommand {
  const [word = "\\", name = ""] = /^\\(\w+|\S?)/.exec(line) ?? [];
  if (SILENT.has(name)) return { kind: "nothing" };
  const found = argumentsOf(line.slice(word.length), variables);
  const [first, ...rest] = found ?? [];
  if (first === undefined) return { kind: "unknown", word };
  if (name === "set") return { kind: "set", name: first, value: rest.join("") };
  if (rest.length > 0) return { kind: "unknown", word };
  if (name === "unset") return { kind: "unset", name: first };
  if (/^(i|include)$/.test(name)) return { kind: "include", path: first, isRelative: false };
  if (/^(ir|include_relative)$/.test(name)) return { kind: "include", path: first, isRelative: true };
  return { kind: "unknown", word };
}

const ARGUMENT = /[ \t]*((?:'(?:[^'\\]|\\.|'')*'|"[^"]*"|[^\s'"`\\])+)/y;
const PART = /'((?:[^'\\]|\\.|'')*)'|"([^"]*)"|:(?:(\w+)|'(\w+)'|"(\w+)")|([^'":]+|:)/g;

/** The words behind a command; undefined where they hold what is not understood. */
function argumentsOf(text: string, variables: Variables): readonly string[] | undefined {
  const words: string[] = [];
  ARGUMENT.lastIndex = 0;
  let end = 0;
  for (let found = ARGUMENT.exec(text); found !== null; found = ARGUMENT.exec(text)) {
    words.push((found[1] ?? "").replaceAll(PART, (...part) => partText(part, variables)));
    end = ARGUMENT.lastIndex;
  }
  return text.slice(end).trim() === "" ? words : undefined;
}

function partText(part: readonly unknown[], variables: Variables): string {
  const [whole, quoted, name, variable] = part.map((each) => (typeof each === "string" ? each : undefined));
  if (quoted !== undefined) return unescaped(quoted);
  if (name !== undefined) return name;
  return (variable === undefined ? undefined : variables.get(variable)?.value) ?? whole ?? "";
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
]);

const unescaped = (text: string): string =>
  text.replaceAll(/''|\\(.)/g, (_, letter: string | undefined) =>
    letter === undefined ? "'" : (ESCAPES.get(letter) ?? letter),
  );
