import { textTable, wrapText } from "../kit/index.ts";
import type { Command } from "./declare.ts";
import { flagsOf, type Flag } from "./flags.ts";
import { GLOBAL_FLAGS } from "./front/index.ts";
import { spelling } from "./problems.ts";

const WIDTH = 100;

/** The help page of a command, made from its declaration. */
export function commandHelp(command: Command, bin = "backwright"): string {
  const flags = flagsOf(command.input).filter((flag) => !flag.hidden);
  const sections = [
    `${command.summary}.`,
    `Usage: ${usage(command, flags, bin)}`,
    command.description === undefined ? "" : wrapText(command.description, WIDTH).join("\n"),
    section("Arguments", flags.filter((flag) => flag.position !== undefined).map(argumentRow)),
    ...flagSections(flags.filter((flag) => flag.position === undefined)),
    section(
      "Every command",
      GLOBAL_FLAGS.map((flag) => [`${flag.name}${flag.value === undefined ? "" : ` ${flag.value}`}`, flag.description]),
    ),
    section(
      "Examples",
      command.examples.map((example) => [example.line, example.what]),
    ),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

/** The usage line: `backwright load <url> [flags]`. */
export function usage(command: Command, flags: readonly Flag[], bin: string): string {
  const places = flags
    .filter((flag) => flag.position !== undefined)
    .map((flag) => (flag.required ? spelling(flag) : `[${spelling(flag)}]`) + (flag.variadic ? "…" : ""));
  return [bin, command.name, ...places, "[flags]"].filter((word) => word !== "").join(" ");
}

function section(title: string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const table = textTable([{ title: "" }, { title: "" }], rows)
    .split("\n")
    .slice(1);
  return [`${title}:`, ...table.map((line) => `  ${line}`)].join("\n");
}

/** One section, or one for each heading that the flags name; those without one come first. */
function flagSections(flags: readonly Flag[]): readonly string[] {
  const groups = [...new Set(flags.map(({ group }) => group))].toSorted(
    (a, b) => Number(a !== undefined) - Number(b !== undefined),
  );
  return groups.map((group) => section(group ?? "Flags", flags.filter((flag) => flag.group === group).map(flagRow)));
}

const argumentRow = (flag: Flag): readonly string[] => [spelling(flag), detail(flag)];

function flagRow(flag: Flag): readonly string[] {
  const value = flag.kind === "boolean" ? "" : ` ${flag.value ?? (flag.kind === "number" ? "N" : "VALUE")}`;
  return [`${flag.short === undefined ? "" : `-${flag.short}, `}${flag.name}${value}`, detail(flag)];
}

/** Description, choices, default and variable of a flag in one line. */
export function detail(flag: Flag): string {
  const notes = [
    flag.choices.length > 0 ? flag.choices.join(" | ") : "",
    flag.required ? "required" : "",
    isNothing(flag.defaultValue) ? "" : `default ${printed(flag.defaultValue)}`,
    flag.env === undefined ? "" : `or ${flag.env}`,
    flag.kind === "list" && !flag.variadic ? "repeatable" : "",
  ].filter((note) => note !== "");
  return notes.length === 0 ? flag.description : `${flag.description} (${notes.join("; ")})`;
}

/** No, or none of a list: what a reader expects of a flag that was not given. */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === false || (Array.isArray(value) && value.length === 0);

const printed = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
