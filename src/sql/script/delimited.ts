import { splitOf, type Piece } from "../piece.ts";
import type { Split } from "../statement.ts";
import { isSignificant, type Token } from "../token.ts";
import { delimiterFinder, type Finder } from "./finder.ts";
import type { Grammar } from "./grammar.ts";

/** Cuts a text at `delimiter` alone. */
export function splitDelimited(text: string, grammar: Grammar, delimiter: string): Split {
  const find = delimiterFinder(text, delimiter);
  const pieces: Piece[] = [];
  for (let start = 0; start < text.length; start = pieces.at(-1)?.end ?? text.length)
    pieces.push(pieceAt(text, start, { grammar, find }));
  return splitOf(text, pieces, grammar.trouble);
}

function pieceAt(text: string, start: number, reading: Reading): Piece {
  const tokens: Token[] = [];
  for (let at = start; at < text.length;) {
    const token = tokenBefore(text, at, reading);
    at = token.end;
    if (isSignificant(token) || !token.closed) tokens.push(token);
    if (token.kind === "delimiter") return { start, end: at, tokens };
  }
  return { start, end: text.length, tokens };
}

export interface Reading {
  readonly grammar: Grammar;
  readonly find: Finder;
}

/** The delimiter, or the token up to it. It is looked for before a comment is, so that `-- end` can be one. */
export function tokenBefore(text: string, at: number, { grammar, find }: Reading): Token {
  const { start, end } = find(at);
  if (start === at && end > at) return { kind: "delimiter", text: text.slice(at, end), start, end, closed: true };
  const token = grammar.tokenAt(text, at);
  if (token.kind === "semicolon") return { ...token, kind: "punctuation" };
  if (start >= token.end || isWhole(token)) return token;
  return { ...token, text: text.slice(at, start), end: start };
}

/** Quotes and comments hide a delimiter inside them. */
function isWhole(token: Token): boolean {
  return /^(comment|quoted-name|string|dollar-string|psql)$/.test(token.kind);
}
