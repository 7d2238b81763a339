import { isSignificant, keywordOf, type Token } from "../token.ts";
import type { Blocks, Grammar, Position } from "./grammar.ts";
import { isRoutine } from "./routine.ts";

export const NOTHING_OPEN: Blocks = { brackets: 0, open: undefined };
const WORDS = /^(ATOMIC|BEGIN|CASE|END|IF|LOOP|REPEAT|WHILE)$/;

/** What is open behind a token, the last of `position.tokens`. */
export function blocksAfter(blocks: Blocks, position: Position, grammar: Grammar): Blocks {
  const token = position.tokens.at(-1);
  if (token?.text === "(") return { ...blocks, brackets: blocks.brackets + 1 };
  if (token?.text === ")") return { ...blocks, brackets: Math.max(0, blocks.brackets - 1) };
  const keyword = keywordOf(token);
  if (!WORDS.test(keyword) || isPart(position) || !isRoutine(position.tokens)) return blocks;
  if (keyword === "END")
    return blocks.open !== undefined && grammar.closes(blocks, position)
      ? { ...blocks, open: blocks.open.outer }
      : blocks;
  const opened = keyword === "ATOMIC" ? anonymousBlock(position) : grammar.opens(blocks, position);
  return opened === undefined ? blocks : { ...blocks, open: { kind: opened, outer: blocks.open } };
}

/** MariaDB's BEGIN NOT ATOMIC; any other ATOMIC follows a BEGIN that is counted already. */
function anonymousBlock({ tokens }: Position): "block" | undefined {
  return tokens.length === 3 ? "block" : undefined;
}

/** The second half of END IF, or of a name behind a dot. */
function isPart({ tokens }: Position): boolean {
  return keywordOf(tokens.at(-2)) === "END" || tokens.at(-2)?.text === ".";
}

/** Looks at the tokens behind `end`; the text is lexed again there, for few tokens only. */
export function lookAhead(text: string, end: number, grammar: Grammar): Position["ahead"] {
  return (nth) => {
    let seen = 0;
    for (let at = end; at < text.length;) {
      const token: Token = grammar.tokenAt(text, at);
      at = token.end;
      if (isSignificant(token)) seen += 1;
      if (seen === nth) return token;
    }
    return undefined;
  };
}
