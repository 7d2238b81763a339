import type { Blocks, Grammar, Position } from "../script/grammar.ts";
import { isNameBefore, isNameBehind, isOperandBehind } from "../script/words.ts";
import { keywordOf, type Token } from "../token.ts";

/** Words behind which a statement of a body begins. */
const STATEMENT_FOLLOWS = /^(ATOMIC|BEGIN|THEN|ELSE|DO|LOOP|REPEAT)$/;
/** Words that can be the last before a body. */
const BODY_FOLLOWS =
  /^(ROW|DO|DETERMINISTIC|SQL|DATA|DEFINER|INVOKER|ENABLE|DISABLE|INT|INTEGER|BIGINT|TEXT|DATE|DATETIME)$/;
const COMPOUND = /^(CASE|IF|LOOP|REPEAT|WHILE)$/;

/** Source: the MySQL reference manual, "Compound statements". */
export const opensBlock: Grammar["opens"] = (blocks, position) => {
  const { tokens, ahead } = position;
  const keyword = keywordOf(tokens.at(-1));
  const isStart = isStatementStart(blocks, tokens);
  if (keyword === "BEGIN") return beginsBlock(blocks, position) ? "block" : undefined;
  if (keyword === "CASE") return isStart ? "block" : "case";
  return isStart && COMPOUND.test(keyword) && ahead(1)?.kind !== "semicolon" ? "block" : undefined;
};

function beginsBlock(blocks: Blocks, { tokens, ahead }: Position): boolean {
  if (blocks.brackets > 0 || isNameBefore(ahead(1)) || ahead(1)?.kind === "semicolon") return false;
  if (blocks.open === undefined) return !isNameBehind(tokens.at(-2));
  return isStatementStart(blocks, tokens) || isHandler(tokens);
}

function isStatementStart({ brackets, open }: Blocks, tokens: readonly Token[]): boolean {
  const before = tokens.at(-2);
  if (brackets > 0 || open?.kind === "case") return false;
  if (before?.text === ":") return true;
  if (open === undefined)
    return before?.text === ")" || before?.kind === "string" || BODY_FOLLOWS.test(keywordOf(before));
  return before?.kind === "semicolon" || STATEMENT_FOLLOWS.test(keywordOf(before));
}

/** DECLARE … HANDLER FOR conditions: its statement stands behind any word. */
function isHandler(tokens: readonly Token[]): boolean {
  const start = tokens.findLastIndex((token) => token.kind === "semicolon");
  const statement = tokens.slice(start + 1, -1).map(keywordOf);
  const declare = statement.lastIndexOf("DECLARE");
  return declare >= 0 && statement.indexOf("HANDLER", declare) > 0 && !isNameBehind(tokens.at(-2));
}

/** A block's END begins a statement of its own, or the word behind it says what it ends. */
export const closesBlock: Grammar["closes"] = ({ open }, { tokens, ahead }) => {
  const before = tokens.at(-2);
  if (COMPOUND.test(keywordOf(ahead(1)))) return true;
  if (open?.kind === "case") return !isOperandBehind(before);
  return before?.kind === "semicolon" || STATEMENT_FOLLOWS.test(keywordOf(before));
};
