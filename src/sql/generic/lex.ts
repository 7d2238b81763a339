import { isLineStart } from "../line-start.ts";
import { blockCommentEnd, dollarEnd, quotedEnd } from "../mysql/quotes.ts";
import { lineEnd } from "../postgresql/quotes.ts";
import { lexerOf, patternReader, type Lexer, type Reading } from "../reader.ts";

const BRACKETS = /\[(?![\]\d])(?:[^\]\r\n'"]|\]\])*\]/y;

/**
 * The token at `at` of a text whose server nobody named: the quotes of all of them, standard strings (a backslash is
 * a character), and # for a comment where it begins a line or a space follows it.
 */
export const tokenAt: Lexer = lexerOf([
  patternReader("space", /[ \t\n\r\f\v]+/y),
  readComment,
  readDollar,
  patternReader("number", /(?:\d|\.\d)[\w.]*/y),
  patternReader("word", /[A-Za-z_\u0080-\uFFFF][\w$#\u0080-\uFFFF]*/y),
  readQuoted,
  patternReader("quoted-name", BRACKETS),
  patternReader("semicolon", /;/y),
  patternReader("operator", /:=|[~!#^&|+*/%<>=?-]/y),
]);

function readComment(text: string, at: number): Reading | undefined {
  if (text.startsWith("--", at) || isHashComment(text, at)) return ["comment", lineEnd(text, at)];
  return text.startsWith("/*", at) ? ["comment", blockCommentEnd(text, at)] : undefined;
}

/** `#>` and `#-` are PostgreSQL's operators, `#t` a table of SQL Server's; PostgreSQL's `a # b` is lost. */
function isHashComment(text: string, at: number): boolean {
  if (text[at] !== "#") return false;
  return isLineStart(text, at) || /^#(?:\s|$)/.test(text.slice(at, at + 2));
}

function readQuoted(text: string, at: number): Reading | undefined {
  if (text[at] === "'") return ["string", quotedEnd(text, at, false)];
  return text[at] === '"' || text[at] === "`" ? ["quoted-name", quotedEnd(text, at, false)] : undefined;
}

function readDollar(text: string, at: number): Reading | undefined {
  const end = dollarEnd(text, at);
  return end < 0 ? undefined : ["dollar-string", end];
}
