// Completion scripts: the commands' words and flags as a script of a shell.
// Belongs here: one file per shell. Does not: where the words come from (commands).
import type { CompletionWords } from "./words.ts";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { powershellScript } from "./powershell.ts";
import { zshScript } from "./zsh.ts";

export type { CompletionCommand, CompletionFlag, CompletionWords } from "./words.ts";

export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof SHELLS)[number];

const SCRIPTS: Readonly<Record<Shell, (words: CompletionWords) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** The completion script of a shell, made of text of our own declarations only. */
export function completionScript(shell: Shell, words: CompletionWords): string {
  return SCRIPTS[shell](words);
}
