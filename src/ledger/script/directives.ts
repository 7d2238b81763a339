import { nearest } from "../../kit/index.ts";

/** A comment that says how a file or a statement is to be run: `-- backwright:batch by=id size=5000`. */
export interface Directive {
  readonly name: "batch" | "no-transaction" | "irreversible";
  readonly value: string;
}

export interface FoundDirectives {
  readonly directives: readonly Directive[];
  /** Those that resemble one of ours and are none. */
  readonly unknown: readonly string[];
}

const NAMES = ["batch", "no-transaction", "irreversible"] as const;
const FORM = /^[ \t]*--[ \t]*backwright:([\w-]+):?[ \t]*(.*?)[ \t\r]*$/gm;

/** The directives in the comments of a text. Other words behind `backwright:` are for other commands. */
export function directivesIn(comments: string): FoundDirectives {
  const found = [...comments.matchAll(FORM)].map(([, word = "", value = ""]) => ({ word, value }));
  return {
    directives: found.flatMap(({ word, value }) => {
      const name = NAMES.find((each) => each === word);
      return name === undefined ? [] : [{ name, value }];
    }),
    unknown: found
      .map(({ word }) => word)
      .filter((word) => !NAMES.some((name) => name === word) && nearest(word, [...NAMES]) !== undefined),
  };
}
