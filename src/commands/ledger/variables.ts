import { errors } from "../../kit/index.ts";
import type { Variables } from "../../ledger/index.ts";

/** Reads `--set name=value`. Error: `bad-input`. */
export function readVariables(words: readonly string[], command: string): Variables {
  return new Map(
    words.map((word) => {
      const [, name, value] = /^(\w+)=([^]*)$/.exec(word) ?? [];
      if (name === undefined || value === undefined)
        throw errors.command.badInput({ problems: [`--set ${word}: write it as name=value.`], command });
      return [name, { value, isGiven: true }] as const;
    }),
  );
}
