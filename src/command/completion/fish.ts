import { stopsOf, type CompletionFlag, type CompletionWords, type NextWord, type Stop } from "./words.ts";

/** For `backwright completion fish | source`. */
export function fishScript(words: CompletionWords): string {
  const { bin } = words;
  const stops = stopsOf(words);
  return [
    `# Completion of ${bin} for fish. Load it with: ${bin} completion fish | source`,
    `function __${bin}_at`,
    "  set -l command",
    "  set -l words (commandline -opc)",
    "  set -e words[1]",
    "  for word in $words",
    "    set -l longer (string join ' ' $command $word)",
    `    contains -- $longer ${stops
      .filter(({ at }) => at !== "")
      .map(({ at }) => quote(at))
      .join(" ")}; or break`,
    "    set command $longer",
    "  end",
    '  test "$command" = "$argv[1]"',
    "end",
    ...stops.flatMap((stop) => stopLines(stop, bin)),
    "",
  ].join("\n");
}

function stopLines({ at, next, flags }: Stop, bin: string): readonly string[] {
  const where = `complete -c ${bin} -n ${quote(`__${bin}_at ${quote(at)}`)}`;
  return [
    ...next.map((word) => `${where} ${wordOptions(word)}`),
    ...flags.map((flag) => `${where} ${flagOptions(flag)}`),
  ];
}

const wordOptions = ({ word, description }: NextWord): string =>
  `-f -a ${quote(word)}${description === "" ? "" : ` -d ${quote(description)}`}`;

/** -x: a value and no files; -r: a value, which may be a file. */
function flagOptions({ name, takesValue, choices, description }: CompletionFlag): string {
  const value = choices.length > 0 ? ` -x -a ${quote(choices.join(" "))}` : " -r";
  return `-l ${name.slice(2)}${takesValue ? value : ""} -d ${quote(description)}`;
}

/** Inside fish's single quotes only the backslash and the quote are special. */
const quote = (text: string): string => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
