import { keywordOf, type Token } from "../token.ts";

/** How deep a statement is in brackets and in a BEGIN ATOMIC body: a semicolon ends it only at the top. */
export interface Nesting {
  readonly brackets: number;
  /** Open BEGIN ATOMIC and CASE, which END closes. */
  readonly blocks: number;
  readonly isTop: boolean;
}

export const TOP: Nesting = { brackets: 0, blocks: 0, isTop: true };

/** The nesting behind `token`, the last of the statement's tokens so far. */
export function nestingAfter(nesting: Nesting, tokens: readonly Token[], token: Token): Nesting {
  if (token.text === "(") return nested(nesting.brackets + 1, nesting.blocks);
  if (token.text === ")") return nested(Math.max(0, nesting.brackets - 1), nesting.blocks);
  if (token.kind !== "word") return nesting;
  const change = blockChange(nesting, tokens);
  return change === 0 ? nesting : nested(nesting.brackets, Math.max(0, nesting.blocks + change));
}

function nested(brackets: number, blocks: number): Nesting {
  return { brackets, blocks, isTop: brackets === 0 && blocks === 0 };
}

function blockChange(nesting: Nesting, tokens: readonly Token[]): number {
  const keyword = keywordOf(tokens.at(-1));
  const before = tokens.at(-2);
  if (keyword === "ATOMIC") return keywordOf(before) === "BEGIN" && isRoutine(tokens) ? 1 : 0;
  if (nesting.blocks === 0 || isName(before)) return 0;
  if (keyword === "CASE") return 1;
  return keyword === "END" ? -1 : 0;
}

/** Behind AS or a dot a keyword is only a name: `select 1 as end`. */
function isName(before: Token | undefined): boolean {
  return before?.text === "." || keywordOf(before) === "AS";
}

/** CREATE [OR REPLACE] FUNCTION or PROCEDURE: nothing else has a body of statements. */
function isRoutine(tokens: readonly Token[]): boolean {
  const words = tokens.slice(0, 4).map(keywordOf).join(" ");
  return /^CREATE (OR REPLACE )?(FUNCTION|PROCEDURE)\b/.test(words);
}
