/**
 * Words as a POSIX shell splits a line: quotes, `$'…'`, backslashes, line continuations. Nothing is expanded or run.
 * Undefined when a quote does not end.
 *
 * @example
 * shellWords("curl -H 'A: b' http://localhost/"); // ["curl", "-H", "A: b", "http://localhost/"]
 */
export function shellWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  while (at < line.length) {
    const piece = pieceAt(line, at);
    if (piece === undefined) return undefined;
    at = piece.end;
    if (piece.text !== undefined) word = (word ?? "") + piece.text;
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}

/** A piece of a word; without text: what stands between words. */
interface Piece {
  readonly text: string | undefined;
  readonly end: number;
}

const BLANK = /(?:[ \t\r\n]|\\\r?\n)+/y;
const PLAIN = /[^\s'"\\$]+/y;

function pieceAt(line: string, at: number): Piece | undefined {
  const blank = matchAt(BLANK, line, at);
  if (blank !== undefined) return { text: undefined, end: at + blank.length };
  const plain = matchAt(PLAIN, line, at);
  if (plain !== undefined) return { text: plain, end: at + plain.length };
  const character = line.charAt(at);
  if (character === "'") return single(line, at + 1);
  if (character === '"') return double(line, at + 1);
  if (line.startsWith("$'", at)) return ansi(line, at + 2);
  if (character === "\\") return { text: line.charAt(at + 1), end: at + 2 };
  return { text: character, end: at + 1 };
}

function matchAt(expression: RegExp, line: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(line)?.[0];
}

function single(line: string, start: number): Piece | undefined {
  const end = line.indexOf("'", start);
  return end < 0 ? undefined : { text: line.slice(start, end), end: end + 1 };
}

function double(line: string, start: number): Piece | undefined {
  const found = /^((?:[^"\\]|\\[^])*)"/.exec(line.slice(start))?.[1];
  if (found === undefined) return undefined;
  return {
    text: found.replaceAll(/\\(\r?\n|[$`"\\])/g, (_, it: string) => (/\n/.test(it) ? "" : it)),
    end: start + found.length + 1,
  };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "0": "\0",
  a: "\u0007",
  b: "\b",
  f: "\f",
  v: "\v",
};

/** `$'…'`, as browsers copy texts with control characters. */
function ansi(line: string, start: number): Piece | undefined {
  const found = /^((?:[^'\\]|\\[^])*)'/.exec(line.slice(start))?.[1];
  if (found === undefined) return undefined;
  const text = found.replaceAll(/\\(x[\dA-Fa-f]{1,2}|u[\dA-Fa-f]{1,4}|[^])/g, (_, escape: string) => unescaped(escape));
  return { text, end: start + found.length + 1 };
}

const unescaped = (escape: string): string =>
  escape.length > 1 ? String.fromCharCode(Number.parseInt(escape.slice(1), 16)) : (ESCAPES[escape] ?? escape);
