import { posixQuote, type Stop } from "./words.ts";

/**
 * Shell code that sets `command` to the longest beginning that the words spell: the same in bash and zsh but for the
 * array's name and first index.
 */
export function findCommand(stops: readonly Stop[], word: string): readonly string[] {
  const known = stops.filter(({ at }) => at !== "").map(({ at }) => posixQuote(at));
  return [
    `    case "\${command:+$command }${word}" in`,
    `      ${known.join("|")}) command="\${command:+$command }${word}" ;;`,
    "      *) break ;;",
    "    esac",
  ];
}

/** Arms of a `case "$command|$previous"`: the choices of a flag's value, or nothing for a value without choices. */
export function valueArms(stops: readonly Stop[], say: (choices: readonly string[]) => string): readonly string[] {
  return stops.flatMap(({ at, flags }) =>
    flags
      .filter(({ takesValue }) => takesValue)
      .map(({ name, choices }) => `    ${posixQuote(`${at}|${name}`)}) ${say(choices)}; return ;;`),
  );
}
