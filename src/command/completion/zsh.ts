import { findCommand, valueArms } from "./posix.ts";
import { posixQuote, stopsOf, type CompletionWords, type Stop } from "./words.ts";

/** For a file `_backwright` in a folder of `fpath`, or `source <(backwright completion zsh)`. */
export function zshScript(words: CompletionWords): string {
  const { bin } = words;
  const stops = stopsOf(words);
  return [
    `#compdef ${bin}`,
    `# Completion of ${bin} for zsh. Load it with: source <(${bin} completion zsh)`,
    `_${bin}() {`,
    '  local command="" i',
    "  local -a next flags",
    "  for ((i = 2; i < CURRENT; i++)); do",
    ...findCommand(stops, "${words[i]}"),
    "  done",
    '  case "$command|${words[CURRENT-1]}" in',
    ...valueArms(stops, answerValue),
    "  esac",
    '  case "$command" in',
    ...stops.map(stopArm),
    "  esac",
    '  if [[ "${words[CURRENT]}" == -* ]]; then',
    "    _describe -o 'flag' flags",
    "  else",
    "    _describe 'command' next || _files",
    "  fi",
    "}",
    `if [[ "\${funcstack[1]}" == "_${bin}" ]]; then _${bin} "$@"; else compdef _${bin} ${bin}; fi`,
    "",
  ].join("\n");
}

const answerValue = (choices: readonly string[]): string =>
  choices.length === 0 ? "_files" : `compadd -- ${choices.map(posixQuote).join(" ")}`;

const stopArm = ({ at, next, flags }: Stop): string =>
  `    ${posixQuote(at)}) next=(${next.map(({ word, description }) => item(word, description)).join(" ")}) flags=(${flags.map(({ name, description }) => item(name, description)).join(" ")}) ;;`;

/** `_describe` splits at the first colon that is not escaped. */
const item = (word: string, description: string): string =>
  posixQuote(`${word.replaceAll(":", String.raw`\:`)}${description === "" ? "" : `:${description}`}`);
