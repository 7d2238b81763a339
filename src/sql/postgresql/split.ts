import { placeFinder, type Place } from "../place.ts";
import type { Split, SplitProblem, Statement } from "../statement.ts";
import { isSignificant, type Token } from "../token.ts";
import { copyDataEnd, isCopyFromStdin, isCopyOverConnection } from "./copy.ts";
import { tokenAt } from "./lex.ts";
import { nestingAfter, TOP, type Nesting } from "./nesting.ts";

/** A stretch of text with at most one statement in it. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

/** Cuts by PostgreSQL's rules: see `splitStatements`. */
export function splitPostgresql(text: string): Split {
  const pieces = [...piecesOf(text)];
  const place = placeFinder(text);
  return {
    statements: statementsOf(text, pieces, place),
    problems: pieces.flatMap((piece) => problemsOf(piece, place)),
    pieces: pieces.map((piece) => text.slice(piece.start, piece.end)),
  };
}

function* piecesOf(text: string): Generator<Piece> {
  for (let start = 0; start < text.length;) {
    const piece = pieceAt(text, start);
    yield piece;
    start = piece.end;
  }
}

function pieceAt(text: string, start: number): Piece {
  const tokens: Token[] = [];
  let nesting: Nesting = TOP;
  for (let at = start; at < text.length;) {
    const token = tokenAt(text, at);
    at = token.end;
    if (isSignificant(token) || !token.closed) tokens.push(token);
    if (token.kind === "psql" || (token.kind === "semicolon" && nesting.isTop))
      return withCopyData(text, { start, end: at, tokens });
    nesting = nestingAfter(nesting, tokens, token);
  }
  return { start, end: text.length, tokens };
}

function withCopyData(text: string, piece: Piece): Piece {
  if (!isCopyFromStdin(piece.tokens)) return piece;
  const end = copyDataEnd(text, piece.end);
  const data: Token = { kind: "copy-data", text: text.slice(piece.end, end), start: piece.end, end, closed: true };
  return { start: piece.start, end, tokens: [...piece.tokens, data] };
}

function statementsOf(text: string, pieces: readonly Piece[], place: (offset: number) => Place): readonly Statement[] {
  const bodies = pieces.map((piece) => piece.tokens.filter((token) => isSent(token))).filter((body) => body.length > 0);
  return bodies.map((tokens, index) => {
    const { offset, line, column } = place(tokens[0]?.start ?? 0);
    return { number: index + 1, offset, line, column, sql: text.slice(offset, tokens.at(-1)?.end), tokens };
  });
}

function isSent(token: Token): boolean {
  return isSignificant(token) && token.kind !== "semicolon" && token.kind !== "psql";
}

function problemsOf(piece: Piece, place: (offset: number) => Place): readonly SplitProblem[] {
  const copy: readonly SplitProblem[] = isCopyOverConnection(piece.tokens)
    ? [
        {
          ...place(piece.tokens[0]?.start ?? piece.start),
          kind: "copy-data",
          what: "COPY over standard input or output",
        },
      ]
    : [];
  return [...copy, ...piece.tokens.flatMap((token) => tokenProblem(token, place))];
}

function tokenProblem(token: Token, place: (offset: number) => Place): readonly SplitProblem[] {
  if (token.kind === "psql")
    return [{ ...place(token.start), kind: "psql-command", what: /^\\\S*/.exec(token.text)?.[0] ?? "\\" }];
  return token.closed ? [] : [{ ...place(token.start), kind: "unterminated", what: token.text.slice(0, 20) }];
}
