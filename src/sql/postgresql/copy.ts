import { keywordOf, type Token } from "../token.ts";
import { lineEnd } from "./quotes.ts";

/** COPY … FROM STDIN: psql sends the lines behind it as rows. */
export function isCopyFromStdin(tokens: readonly Token[]): boolean {
  return isCopy(tokens, "FROM", "STDIN");
}

/** COPY over the connection itself, which needs a program that feeds or empties it. */
export function isCopyOverConnection(tokens: readonly Token[]): boolean {
  return isCopyFromStdin(tokens) || isCopy(tokens, "TO", "STDOUT");
}

function isCopy(tokens: readonly Token[], direction: string, end: string): boolean {
  if (keywordOf(tokens[0]) !== "COPY") return false;
  return tokens.some((token, index) => keywordOf(token) === end && keywordOf(tokens[index - 1]) === direction);
}

/** Behind the line `\.` that ends the rows, or the text's end. */
export function copyDataEnd(text: string, from: number): number {
  const end = /^\\\.[ \t]*$/gm;
  end.lastIndex = lineEnd(text, from);
  return end.test(text) ? end.lastIndex : text.length;
}
