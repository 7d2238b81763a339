import type { Token, TokenKind } from "./token.ts";

/** A token's kind and the offset behind it; -1 when the text ended inside it. */
export type Reading = readonly [kind: TokenKind, end: number];

/** What starts at `at`, or undefined where this reader knows no such thing. */
export type Reader = (text: string, at: number) => Reading | undefined;

/** Gives the token that starts at an offset before the text's end. */
export type Lexer = (text: string, at: number) => Token;

/** Asks its readers in turn; what none of them knows is punctuation. */
export function lexerOf(readers: readonly Reader[]): Lexer {
  return (text, at) => {
    for (const read of readers) {
      const reading = read(text, at);
      if (reading !== undefined) return tokenOf(text, at, reading);
    }
    return tokenOf(text, at, ["punctuation", at + 1]);
  };
}

export function tokenOf(text: string, start: number, [kind, behind]: Reading): Token {
  const end = behind < 0 ? text.length : behind;
  return { kind, text: text.slice(start, end), start, end, closed: behind >= 0 };
}

/** Behind a sticky match at `at`, or -1. */
export function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Reads what a sticky pattern matches. */
export function patternReader(kind: TokenKind, pattern: RegExp): Reader {
  return (text, at) => {
    const end = matchEnd(pattern, text, at);
    return end < 0 ? undefined : [kind, end];
  };
}
