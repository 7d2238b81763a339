import { errors } from "../../kit/index.ts";

/** Flags that every command has. They are read before the command is known. */
export interface Globals {
  readonly help: boolean;
  readonly version: boolean;
  readonly format: string | undefined;
  readonly save: string | undefined;
  readonly config: string | undefined;
  readonly color: boolean | undefined;
  readonly quiet: boolean;
  /** What is left for the command. */
  readonly words: readonly string[];
}

export interface GlobalFlag {
  readonly name: string;
  readonly value?: string;
  readonly description: string;
}

export const GLOBAL_FLAGS: readonly GlobalFlag[] = [
  {
    name: "--format",
    value: "FORMAT",
    description: "Report as text, json, html, markdown, sarif, junit or github, as the command offers",
  },
  { name: "--json", description: "The same as --format json" },
  { name: "--save", value: "FILE", description: "Write the report to a file" },
  { name: "--config", value: "FILE", description: "Configuration file (default: backwright.config.json or .mjs)" },
  { name: "--no-color", description: "No colours" },
  { name: "--quiet", description: "No progress on stderr" },
  { name: "--help", description: "This help" },
  { name: "--version", description: "The version" },
];

const TAKES_VALUE: ReadonlySet<string> = new Set(["--format", "--save", "--config"]);
const SWITCHES: ReadonlyMap<string, string> = new Map([
  ["--json", "--json"],
  ["--color", "--color"],
  ["--no-color", "--no-color"],
  ["--quiet", "--quiet"],
  ["--help", "--help"],
  ["-h", "--help"],
  ["--version", "--version"],
  ["-V", "--version"],
]);

/**
 * Takes the global flags out of argv; everything behind `--` is left alone. Error: `bad-input` for a flag without its value, or
 * with one that it does not take.
 */
export function readGlobals(argv: readonly string[]): Globals {
  const end = argv.indexOf("--");
  const head = end < 0 ? argv : argv.slice(0, end);
  const found = new Map<string, string>();
  const words: string[] = [];
  for (let index = 0; index < head.length; index += 1) index += take(head, index, { found, words });
  return globalsOf(found, [...words, ...(end < 0 ? [] : argv.slice(end))]);
}

/** Answers how many further words were used. */
function take(
  words: readonly string[],
  index: number,
  into: { readonly found: Map<string, string>; readonly words: string[] },
): number {
  const word = words[index] ?? "";
  const [name, inline] = splitOnce(word);
  const known = SWITCHES.get(name);
  if (known !== undefined && inline !== undefined) throw unusable(`${name} takes no value.`);
  if (known !== undefined) into.found.set(known, "");
  else if (!TAKES_VALUE.has(name)) into.words.push(word);
  else into.found.set(name, checked(name, inline ?? valueAfter(words, index)));
  return TAKES_VALUE.has(name) && inline === undefined ? 1 : 0;
}

function splitOnce(word: string): readonly [string, string | undefined] {
  const at = word.indexOf("=");
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function valueAfter(words: readonly string[], index: number): string {
  const value = words[index + 1];
  if (value === undefined) return "";
  if (!value.startsWith("-")) return value;
  const name = words[index] ?? "";
  throw unusable(`${name} needs a value, and ${value} reads as a flag; if it is meant, write ${name}=${value}.`);
}

function checked(name: string, value: string): string {
  if (value === "") throw unusable(`${name} needs a value.`);
  return value;
}

const unusable = (problem: string): Error => errors.command.badInput({ problems: [problem], command: "" });

/** Whether failures are to be a document, asked without trusting that the words can be read. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  if (words.includes("--json")) return true;
  const at = words.findLastIndex((word) => nameOf(word) === "--format");
  return at >= 0 && (words[at] === "--format" ? words[at + 1] : splitOnce(words[at] ?? "")[1]) === "json";
}

const nameOf = (word: string): string => splitOnce(word)[0];

function globalsOf(found: ReadonlyMap<string, string>, words: readonly string[]): Globals {
  return {
    help: found.has("--help"),
    version: found.has("--version"),
    format: found.has("--json") ? "json" : found.get("--format"),
    save: found.get("--save"),
    config: found.get("--config"),
    color: found.has("--no-color") ? false : found.has("--color") || undefined,
    quiet: found.has("--quiet"),
    words,
  };
}
