import type { Grammar } from "../script/grammar.ts";
import { splitScript } from "../script/script.ts";
import type { Split } from "../statement.ts";
import { closesBlock, opensBlock } from "./blocks.ts";
import { tokenAt } from "./lex.ts";

/** How MySQL and MariaDB read a script. */
export const mysqlGrammar: Grammar = {
  tokenAt,
  trouble: () => [],
  isTop: ({ open }) => open === undefined,
  opens: opensBlock,
  closes: closesBlock,
};

/** Cuts by MySQL's rules: see `splitStatements`. */
export function splitMysql(text: string): Split {
  return splitScript(text, mysqlGrammar);
}
