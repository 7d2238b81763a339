import { splitOf, type Piece, type Trouble } from "../piece.ts";
import type { Split } from "../statement.ts";
import { isSignificant, type Token } from "../token.ts";
import type { Grammar } from "../script/grammar.ts";
import { copyDataEnd, isCopyFromStdin, isCopyOverConnection } from "./copy.ts";
import { tokenAt } from "./lex.ts";
import { nestingAfter, TOP, type Nesting } from "./nesting.ts";

/** Cuts by PostgreSQL's rules: see `splitStatements`. */
export function splitPostgresql(text: string): Split {
  return splitOf(text, [...piecesOf(text)], troubleIn);
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

/** For a text that is cut at a delimiter of its own: then nothing opens or closes. */
export const postgresqlGrammar: Grammar = {
  tokenAt,
  trouble: troubleIn,
  isTop: () => true,
  opens: () => undefined,
  closes: () => false,
};

/** What only psql understands, and rows that only a connection of its own could carry. */
function troubleIn(piece: Piece): ReturnType<Trouble> {
  const offset = piece.tokens[0]?.start ?? piece.start;
  const copies = isCopyOverConnection(piece.tokens);
  return [
    ...(copies ? [{ offset, kind: "copy-data" as const, what: "COPY over standard input or output" }] : []),
    ...piece.tokens.filter((token) => token.kind === "psql").map(commandTrouble),
  ];
}

function commandTrouble(token: Token): ReturnType<Trouble>[number] {
  return { offset: token.start, kind: "psql-command", what: /^\\\S*/.exec(token.text)?.[0] ?? "\\" };
}
