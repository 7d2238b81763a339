import { textTable } from "../../kit/index.ts";
import type { CommandSummary } from "./root-help.ts";

/** Words that are the start of commands but none themselves: `db`, `decide profile`. */
export interface CommandGroup {
  readonly words: string;
  readonly commands: readonly CommandSummary[];
}

/** The longest group that the words begin with; none when they begin with none, or go on to one of its commands. */
export function groupOf(words: readonly string[], commands: readonly CommandSummary[]): CommandGroup | undefined {
  const typed = words.slice(0, plainCount(words));
  for (let count = typed.length; count > 0; count -= 1) {
    const start = typed.slice(0, count).join(" ");
    if (commands.some(({ name }) => name === start)) return undefined;
    const below = commands.filter(({ name }) => name.startsWith(`${start} `));
    if (below.length > 0) return { words: start, commands: below };
  }
  return undefined;
}

/** How many words stand before the first flag. */
function plainCount(words: readonly string[]): number {
  const at = words.findIndex((word) => word.startsWith("-"));
  return at < 0 ? words.length : at;
}

/** The page of `backwright db --help`. */
export function groupHelp({ words, commands }: CommandGroup): string {
  const rows = commands.map(({ name, summary }) => [`  ${name}`, summary]);
  const table = textTable([{ title: "" }, { title: "" }], rows)
    .split("\n")
    .slice(1);
  const usage = `Usage: backwright ${words} <command> [flags]`;
  return [usage, "", "Commands:", ...table, "", `More: backwright ${words} <command> --help`, ""].join("\n");
}
