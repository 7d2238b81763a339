export type TokenKind =
  | "space"
  | "comment"
  /** A keyword or a name without quotes. */
  | "word"
  | "quoted-name"
  | "string"
  | "dollar-string"
  | "number"
  | "parameter"
  | "operator"
  | "punctuation"
  | "semicolon"
  /** Text that a script itself has named as the end of its statements. */
  | "delimiter"
  /** A backslash outside quotes up to the end of its line: a command of psql, never SQL. */
  | "psql"
  /** A line for the program that reads a script, never SQL: `DELIMITER //`. */
  | "client-command"
  /** Rows that follow COPY … FROM stdin in a psql script. */
  | "copy-data";

/** A piece of SQL text. Offsets are UTF-16 units from the start of the whole text. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** False when the text ended inside it: an open quote or comment. */
  readonly closed: boolean;
}

/** Whether a token means something to the server or to the program that reads the script. */
export function isSignificant(token: Token): boolean {
  return token.kind !== "space" && token.kind !== "comment" && token.kind !== "copy-data";
}

/** The word in capitals where the token can be a keyword, else "". */
export function keywordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.text.toUpperCase() : "";
}
