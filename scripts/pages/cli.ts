import { GLOBAL_FLAGS } from "../../src/command/front/index.ts";
import { detail, flagsOf, type Command, type Flag } from "../../src/command/index.ts";

const MARKS = {
  reads: "reads only: an agent may run it unattended",
  writes: "writes: without a terminal it needs its consent flag",
  runs: "waits until it is stopped, and runs the program that it is given: no tool over MCP",
  loads: "sends load: only to loopback and private hosts unless the host is named",
} as const;

/** docs/cli.md: every command with its flags, effects and examples. */
export function cliPage(commands: readonly Command[]): string {
  const head = [
    "# Commands",
    "",
    "Generated from the declarations in `src/commands`; `npm run generate` writes it, a test keeps it true.",
    "",
    "Over MCP a command is the tool of the same words joined by `_` (`db_analyze`).",
    "",
    "## Flags of every command",
    "",
    "| flag | what |",
    "|---|---|",
    ...GLOBAL_FLAGS.map(
      (flag) => `| \`${flag.name}${flag.value === undefined ? "" : ` ${flag.value}`}\` | ${flag.description} |`,
    ),
  ];
  return `${[...head, ...commands.flatMap(section)].join("\n")}\n`;
}

function section(command: Command): readonly string[] {
  const flags = flagsOf(command.input).filter((flag) => !flag.hidden);
  return [
    "",
    `## backwright ${command.name}`,
    "",
    `${command.summary}.`,
    ...(command.description === undefined ? [] : ["", command.description]),
    "",
    ...command.effects.map((effect) => `- ${MARKS[effect]}`),
    `- formats: ${command.formats.join(", ")}`,
    "",
    ...(flags.length === 0 ? [] : ["| flag | what |", "|---|---|", ...flags.map(row), ""]),
    "```sh",
    ...command.examples.map((example) => `${example.line}  # ${example.what}`),
    "```",
  ];
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

function row(flag: Flag): string {
  const value = flag.kind === "boolean" ? "" : ` ${flag.value ?? (flag.kind === "number" ? "N" : "VALUE")}`;
  const name = flag.position === undefined ? `${flag.name}${value}` : `<${flag.value ?? flag.key}>`;
  return `| \`${name}\` | ${cell(detail(flag))} |`;
}
