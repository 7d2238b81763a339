import { findCommand, valueArms } from "./posix.ts";
import { posixQuote, stopsOf, type CompletionWords, type Stop } from "./words.ts";

/** For `source <(backwright completion bash)`; needs bash 3.2 or newer and nothing else. */
export function bashScript(words: CompletionWords): string {
  const { bin } = words;
  const stops = stopsOf(words);
  return [
    `# Completion of ${bin} for bash. Load it with: source <(${bin} completion bash)`,
    `_${bin}_completion() {`,
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"',
    '  local command="" next="" flags="" i',
    "  COMPREPLY=()",
    "  for ((i = 1; i < COMP_CWORD; i++)); do",
    ...findCommand(stops, "${COMP_WORDS[i]}"),
    "  done",
    '  case "$command|$previous" in',
    ...valueArms(stops, answerValue),
    "  esac",
    '  case "$command" in',
    ...stops.map(stopArm),
    "  esac",
    '  case "$current" in',
    '    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;',
    '    *) COMPREPLY=($(compgen -W "$next" -- "$current")) ;;',
    "  esac",
    "}",
    `complete -o default -F _${bin}_completion ${bin}`,
    "",
  ].join("\n");
}

/** Without an answer bash completes file names (`-o default`). */
const answerValue = (choices: readonly string[]): string =>
  choices.length === 0 ? ":" : `COMPREPLY=($(compgen -W ${posixQuote(choices.join(" "))} -- "$current"))`;

const stopArm = ({ at, next, flags }: Stop): string =>
  `    ${posixQuote(at)}) next=${posixQuote(next.map(({ word }) => word).join(" "))} flags=${posixQuote(flags.map(({ name }) => name).join(" "))} ;;`;
