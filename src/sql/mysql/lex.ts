import { lexerOf, patternReader, type Lexer, type Reading } from "../reader.ts";
import { lineEnd } from "../postgresql/quotes.ts";
import { blockCommentEnd, dollarEnd, quotedEnd } from "./quotes.ts";

/**
 * The token of MySQL's and MariaDB's lexical rules that starts at `at`, which must lie before the text's end, with
 * the SQL modes of a new server: no ANSI_QUOTES, no NO_BACKSLASH_ESCAPES.
 * Source: MySQL's sql/sql_lex.cc.
 */
export const tokenAt: Lexer = lexerOf([
  patternReader("space", /[ \t\n\r\f\v]+/y),
  readComment,
  // Versioned comments are code: only their brackets are not.
  patternReader("punctuation", /\/\*M?!\d*|\*\//y),
  readDollar,
  patternReader("number", /(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)(?![\w$])/iy),
  patternReader("word", /[\w$\u0080-\uFFFF]+/y),
  readQuoted,
  patternReader("semicolon", /;/y),
  patternReader("operator", /:=|[~!^&|+*/%<>=-]/y),
]);

/** Two dashes begin a comment only before a space, a control character or the end: `5--1` is 6. */
function readComment(text: string, at: number): Reading | undefined {
  if (text[at] === "#" || /^--(?:[\s\u0000-\u001F]|$)/.test(text.slice(at, at + 3)))
    return ["comment", lineEnd(text, at)];
  if (!text.startsWith("/*", at) || /^\/\*M?!/.test(text.slice(at, at + 4))) return undefined;
  return ["comment", blockCommentEnd(text, at)];
}

function readQuoted(text: string, at: number): Reading | undefined {
  const quote = text[at];
  if (quote === "'" || quote === '"') return ["string", quotedEnd(text, at, true)];
  return quote === "`" ? ["quoted-name", quotedEnd(text, at, false)] : undefined;
}

/** Bodies of routines in other languages, since MySQL 9; without its closing tag a dollar is a letter. */
function readDollar(text: string, at: number): Reading | undefined {
  const end = dollarEnd(text, at);
  return end < 0 ? undefined : ["dollar-string", end];
}
