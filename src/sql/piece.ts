import { placeFinder, type Place } from "./place.ts";
import type { Split, SplitProblem, Statement } from "./statement.ts";
import { isSignificant, type Token } from "./token.ts";

/** A stretch of text with at most one statement in it. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Without spaces and comments, unless the text ends inside one. */
  readonly tokens: readonly Token[];
}

/** A trouble that a dialect sees in a piece besides what every dialect does. */
export type Trouble = (piece: Piece) => readonly Pick<SplitProblem, "kind" | "what" | "offset">[];

/** What `pieces`, which are the whole of `text`, hold. */
export function splitOf(text: string, pieces: readonly Piece[], trouble: Trouble): Split {
  const place = placeFinder(text);
  return {
    statements: statementsOf(text, pieces, place),
    problems: pieces.flatMap((piece) => [
      ...trouble(piece).map((found) => problemAt(found, place)),
      ...piece.tokens.filter((token) => !token.closed).map((token) => unterminated(token, place)),
    ]),
    pieces: pieces.map((piece) => text.slice(piece.start, piece.end)),
  };
}

function statementsOf(text: string, pieces: readonly Piece[], place: (offset: number) => Place): readonly Statement[] {
  const bodies = pieces.map((piece) => piece.tokens.filter((token) => isSent(token))).filter((body) => body.length > 0);
  return bodies.map((tokens, index) => {
    const { offset, line, column } = place(tokens[0]?.start ?? 0);
    return { number: index + 1, offset, line, column, sql: text.slice(offset, tokens.at(-1)?.end), tokens };
  });
}

function isSent(token: Token): boolean {
  return isSignificant(token) && !/^(semicolon|delimiter|psql|client-command)$/.test(token.kind);
}

function problemAt(
  { offset, kind, what }: ReturnType<Trouble>[number],
  place: (offset: number) => Place,
): SplitProblem {
  return { ...place(offset), kind, what };
}

function unterminated(token: Token, place: (offset: number) => Place): SplitProblem {
  return { ...place(token.start), kind: "unterminated", what: token.text.slice(0, 20) };
}
