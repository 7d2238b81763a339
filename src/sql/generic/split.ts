import type { Grammar } from "../script/grammar.ts";
import { splitScript } from "../script/script.ts";
import type { Split } from "../statement.ts";
import { splitBatches } from "./batches.ts";
import { closesBlock, opensBlock } from "./blocks.ts";
import { tokenAt } from "./lex.ts";

/** How a script is read whose server nobody named. */
export const genericGrammar: Grammar = {
  tokenAt,
  trouble: () => [],
  isTop: ({ brackets, open }) => brackets === 0 && open === undefined,
  opens: opensBlock,
  closes: closesBlock,
};

/** Cuts by what most servers agree on: see `splitStatements`. */
export function splitGeneric(text: string): Split {
  return splitBatches(text, tokenAt) ?? splitScript(text, genericGrammar);
}
