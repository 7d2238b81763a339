import { isLineStart } from "../line-start.ts";
import { splitOf, type Piece, type Trouble } from "../piece.ts";
import type { Lexer } from "../reader.ts";
import type { Split } from "../statement.ts";
import { isSignificant, type Token } from "../token.ts";

const GO = /^[ \t]*GO(?:[ \t]+\d+)?[ \t]*;?[ \t]*(?:--.*)?$/im;
const GO_HERE = /GO(?:[ \t]+\d+)?[ \t]*;?(?=[ \t]*(?:--.*)?$)/imy;

/** Cuts at the lines GO, as SQL Server's tools do; undefined for a text without one outside quotes and comments. */
export function splitBatches(text: string, tokenAt: Lexer): Split | undefined {
  if (!GO.test(text)) return undefined;
  const pieces: Piece[] = [];
  for (let start = 0; start < text.length; start = pieces.at(-1)?.end ?? text.length)
    pieces.push(batchAt(text, start, tokenAt));
  return pieces[0]?.tokens.at(-1)?.kind === "client-command" ? splitOf(text, pieces, repeats) : undefined;
}

function batchAt(text: string, start: number, tokenAt: Lexer): Piece {
  const tokens: Token[] = [];
  for (let at = start; at < text.length;) {
    const token = goAt(text, at) ?? tokenAt(text, at);
    at = token.end;
    // The server is sent the batch as it is: a semicolon within it is its own.
    if (isSignificant(token) || !token.closed)
      tokens.push(token.kind === "semicolon" ? { ...token, kind: "punctuation" } : token);
    if (token.kind === "client-command") return { start, end: at, tokens };
  }
  return { start, end: text.length, tokens };
}

function goAt(text: string, at: number): Token | undefined {
  GO_HERE.lastIndex = at;
  if (!GO_HERE.test(text) || !isLineStart(text, at)) return undefined;
  const end = GO_HERE.lastIndex;
  return { kind: "client-command", text: text.slice(at, end), start: at, end, closed: true };
}

/** GO 5 runs the batch five times: only the client can. */
const repeats: Trouble = ({ tokens }) =>
  tokens
    .filter((token) => token.kind === "client-command" && /\d/.test(token.text))
    .map((token) => ({ offset: token.start, kind: "client-command", what: token.text }));
