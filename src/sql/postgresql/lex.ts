import type { Token, TokenKind } from "../token.ts";
import { commentEnd, escapedEnd, lineEnd, plainEnd } from "./quotes.ts";

const SPACE = /[ \t\n\r\f\v]+/y;
const WORD = /[A-Za-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*/y;
const NUMBER = /(?:\d|\.\d)[\w.]*/y;
const PARAMETER = /\$\d+/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*)?\$/y;
const OPERATOR = /[~!@#^&|`?+\-*/%<>=]+/y;
const PUNCTUATION = /::|:=|[^]/y;

/** A token's kind and the offset behind it; -1 when the text ended inside it. */
type Reading = readonly [kind: TokenKind, end: number];
type Reader = (text: string, at: number) => Reading | undefined;

const READERS: readonly Reader[] = [
  readSpace,
  readComment,
  readWord,
  readQuoted,
  readNumber,
  readDollar,
  readOperator,
  readMark,
];

/**
 * The token of PostgreSQL's lexical rules that starts at `at`, which must lie before the text's end.
 * `standard_conforming_strings` is taken to be on, as it is since 9.1.
 * Source: PostgreSQL's src/backend/parser/scan.l.
 */
export function tokenAt(text: string, at: number): Token {
  for (const read of READERS) {
    const reading = read(text, at);
    if (reading !== undefined) return token(text, at, reading);
  }
  return token(text, at, ["punctuation", at + 1]);
}

function token(text: string, start: number, [kind, behind]: Reading): Token {
  const end = behind < 0 ? text.length : behind;
  return { kind, text: text.slice(start, end), start, end, closed: behind >= 0 };
}

/** Behind a sticky match at `at`, or -1. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function found(kind: TokenKind, end: number): Reading | undefined {
  return end < 0 ? undefined : [kind, end];
}

function readSpace(text: string, at: number): Reading | undefined {
  return found("space", match(SPACE, text, at));
}

function readComment(text: string, at: number): Reading | undefined {
  if (text.startsWith("--", at)) return ["comment", lineEnd(text, at)];
  return text.startsWith("/*", at) ? ["comment", commentEnd(text, at + 2)] : undefined;
}

function readWord(text: string, at: number): Reading | undefined {
  const end = match(WORD, text, at);
  if (end < 0) return undefined;
  return readPrefixed(text, text.slice(at, end).toUpperCase(), end) ?? ["word", end];
}

/** E'…', B'…', X'…', N'…', U&'…' and U&"…": the prefix touches the quote. */
function readPrefixed(text: string, prefix: string, end: number): Reading | undefined {
  if (prefix === "E" && text[end] === "'") return ["string", escapedEnd(text, end + 1)];
  if (/^[BXN]$/.test(prefix) && text[end] === "'") return ["string", plainEnd(text, end + 1, "'")];
  if (prefix === "U" && text[end] === "&") return readQuoted(text, end + 1);
  return undefined;
}

function readQuoted(text: string, at: number): Reading | undefined {
  if (text[at] === "'") return ["string", plainEnd(text, at + 1, "'")];
  return text[at] === '"' ? ["quoted-name", plainEnd(text, at + 1, '"')] : undefined;
}

function readNumber(text: string, at: number): Reading | undefined {
  return found("number", match(NUMBER, text, at));
}

function readDollar(text: string, at: number): Reading | undefined {
  const tagEnd = match(DOLLAR_TAG, text, at);
  if (tagEnd < 0) return found("parameter", match(PARAMETER, text, at));
  const close = text.indexOf(text.slice(at, tagEnd), tagEnd);
  return ["dollar-string", close < 0 ? -1 : close + tagEnd - at];
}

/** A run of operator characters ends where a comment begins. */
function readOperator(text: string, at: number): Reading | undefined {
  const end = match(OPERATOR, text, at);
  if (end < 0) return undefined;
  const comment = text.slice(at, end).search(/--|\/\*/);
  return ["operator", comment < 0 ? end : at + comment];
}

function readMark(text: string, at: number): Reading | undefined {
  if (text[at] === ";") return ["semicolon", at + 1];
  if (text[at] === "\\") return ["psql", lineEnd(text, at)];
  return ["punctuation", match(PUNCTUATION, text, at)];
}
