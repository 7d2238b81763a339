import { splitOf, type Piece } from "../piece.ts";
import type { Split } from "../statement.ts";
import { isSignificant, type Token } from "../token.ts";
import { blocksAfter, lookAhead, NOTHING_OPEN } from "./blocks.ts";
import { commandEnd, delimiterOf } from "./command.ts";
import { tokenBefore } from "./delimited.ts";
import { delimiterFinder, type Finder } from "./finder.ts";
import type { Grammar } from "./grammar.ts";

/** Cuts at semicolons outside bodies; a line DELIMITER changes what is cut at, and bodies no longer matter. */
export function splitScript(text: string, grammar: Grammar): Split {
  return splitOf(text, [...piecesOf(text, grammar)], (piece) => [
    ...grammar.trouble(piece),
    ...piece.tokens.filter(namesNothing).map(({ start }) => ({
      offset: start,
      kind: "client-command" as const,
      what: "DELIMITER",
    })),
  ]);
}

const namesNothing = (token: Token): boolean =>
  token.kind === "client-command" && delimiterOf(token.text) === undefined;

function* piecesOf(text: string, grammar: Grammar): Generator<Piece> {
  let find: Finder | undefined;
  for (let start = 0; start < text.length;) {
    const piece = pieceAt(text, start, { grammar, find });
    yield piece;
    start = piece.end;
    const last = piece.tokens.at(-1);
    if (last?.kind === "client-command") find = finderFor(text, delimiterOf(last.text), find);
  }
}

function finderFor(text: string, delimiter: string | undefined, before: Finder | undefined): Finder | undefined {
  if (delimiter === undefined) return before;
  return delimiter === ";" ? undefined : delimiterFinder(text, delimiter);
}

interface Reading {
  readonly grammar: Grammar;
  /** Undefined while the semicolon ends statements. */
  readonly find: Finder | undefined;
}

function pieceAt(text: string, start: number, { grammar, find }: Reading): Piece {
  const tokens: Token[] = [];
  let blocks = NOTHING_OPEN;
  for (let at = start; at < text.length;) {
    const token =
      blocks.brackets === 0
        ? (commandAt(text, at) ?? read(text, at, { grammar, find }))
        : read(text, at, { grammar, find });
    at = token.end;
    if (isSignificant(token) || !token.closed) tokens.push(token);
    if (token.kind === "delimiter" || token.kind === "client-command") return { start, end: at, tokens };
    if (token.kind === "semicolon" && grammar.isTop(blocks)) return { start, end: at, tokens };
    if (isSignificant(token)) blocks = blocksAfter(blocks, { tokens, ahead: lookAhead(text, at, grammar) }, grammar);
  }
  return { start, end: text.length, tokens };
}

function read(text: string, at: number, { grammar, find }: Reading): Token {
  return find === undefined ? grammar.tokenAt(text, at) : tokenBefore(text, at, { grammar, find });
}

function commandAt(text: string, at: number): Token | undefined {
  const end = commandEnd(text, at);
  if (end < 0) return undefined;
  return { kind: "client-command", text: text.slice(at, end), start: at, end, closed: true };
}
