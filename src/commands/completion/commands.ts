import type { CompletionCommand, CompletionFlag } from "../../command/completion/index.ts";
import { GLOBAL_FLAGS } from "../../command/front/index.ts";
import { registry } from "../registry.ts";
import { FLAGS } from "./flags.ts";

interface Row {
  readonly command: string;
  readonly place: boolean;
  readonly flag: CompletionFlag;
}

/** Every command with its own flags and those that all have. */
export function completionCommands(): readonly CompletionCommand[] {
  const rows = FLAGS.split("\n")
    .filter((line) => line !== "")
    .map(readRow);
  return registry.map(({ name, summary }) => {
    const own = rows.filter(({ command }) => command === name);
    const flags = own.filter(({ place }) => !place).map(({ flag }) => flag);
    const places = own.filter(({ place }) => place).flatMap(({ flag }) => flag.choices);
    return { name, summary, flags: [...flags, ...globalFlags], places };
  });
}

/** Columns as `scripts/pages/completion.ts` writes them. */
function readRow(line: string): Row {
  const [command = "", kind = "", name = "", choices = "", description = ""] = line.split("\t");
  const flag = {
    name,
    takesValue: kind === "value",
    choices: choices.split(" ").filter((word) => word !== ""),
    description,
  };
  return { command, place: kind === "place", flag };
}

const FORMATS = ["text", "json", "html", "markdown", "sarif", "junit", "github"];

const globalFlags: readonly CompletionFlag[] = GLOBAL_FLAGS.map(({ name, value, description }) => ({
  name,
  takesValue: value !== undefined,
  choices: name === "--format" ? FORMATS : [],
  description,
}));
