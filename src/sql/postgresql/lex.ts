import { lexerOf, matchEnd, patternReader, type Lexer, type Reader, type Reading } from "../reader.ts";
import { commentEnd, escapedEnd, lineEnd, plainEnd } from "./quotes.ts";

const SPACE = /[ \t\n\r\f\v]+/y;
const WORD = /[A-Za-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*/y;
const NUMBER = /(?:\d|\.\d)[\w.]*/y;
const PARAMETER = /\$\d+/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*)?\$/y;
const OPERATOR = /[~!@#^&|`?+\-*/%<>=]+/y;
const PUNCTUATION = /::|:=|[^]/y;

const readParameter = patternReader("parameter", PARAMETER);

const READERS: readonly Reader[] = [
  patternReader("space", SPACE),
  readComment,
  readWord,
  readQuoted,
  patternReader("number", NUMBER),
  readDollar,
  readOperator,
  readMark,
];

/**
 * The token of PostgreSQL's lexical rules that starts at `at`, which must lie before the text's end.
 * `standard_conforming_strings` is taken to be on, as it is since 9.1.
 * Source: PostgreSQL's src/backend/parser/scan.l.
 */
export const tokenAt: Lexer = lexerOf(READERS);

function readComment(text: string, at: number): Reading | undefined {
  if (text.startsWith("--", at)) return ["comment", lineEnd(text, at)];
  return text.startsWith("/*", at) ? ["comment", commentEnd(text, at + 2)] : undefined;
}

function readWord(text: string, at: number): Reading | undefined {
  const end = matchEnd(WORD, text, at);
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

function readDollar(text: string, at: number): Reading | undefined {
  const tagEnd = matchEnd(DOLLAR_TAG, text, at);
  if (tagEnd < 0) return readParameter(text, at);
  const close = text.indexOf(text.slice(at, tagEnd), tagEnd);
  return ["dollar-string", close < 0 ? -1 : close + tagEnd - at];
}

/** A run of operator characters ends where a comment begins. */
function readOperator(text: string, at: number): Reading | undefined {
  const end = matchEnd(OPERATOR, text, at);
  if (end < 0) return undefined;
  const comment = text.slice(at, end).search(/--|\/\*/);
  return ["operator", comment < 0 ? end : at + comment];
}

function readMark(text: string, at: number): Reading | undefined {
  if (text[at] === ";") return ["semicolon", at + 1];
  if (text[at] === "\\") return ["psql", lineEnd(text, at)];
  return ["punctuation", matchEnd(PUNCTUATION, text, at)];
}
