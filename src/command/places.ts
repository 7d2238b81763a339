import { errors } from "../kit/index.ts";
import { convert } from "./convert.ts";
import type { Command } from "./declare.ts";
import type { Flag } from "./flags.ts";

/** Words without a flag, in the order of the places that take them. Error: `bad-input` for one too many. */
export function placed(
  command: Command,
  flags: readonly Flag[],
  words: readonly string[],
): Readonly<Record<string, unknown>> {
  const raw: Record<string, unknown> = {};
  let used = 0;
  for (const place of placesOf(flags)) {
    const word = words[used];
    if (word === undefined) break;
    raw[place.key] = place.variadic ? words.slice(used) : convert(place, word);
    used = place.variadic ? words.length : used + 1;
  }
  if (used < words.length) throw tooMany(command, words.slice(used));
  return raw;
}

const placesOf = (flags: readonly Flag[]): readonly Flag[] =>
  flags.filter((flag) => flag.position !== undefined).toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));

function tooMany(command: Command, rest: readonly string[]): Error {
  const shown = rest.map((word) => (word === "" ? '""' : word)).join(" ");
  const problem = `${command.name} has no place for the word${rest.length > 1 ? "s" : ""} ${shown}.`;
  return errors.command.badInput({ problems: [problem], command: command.name });
}
