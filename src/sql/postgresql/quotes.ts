// Where quoted things end. Each answers the offset behind the end, or -1 when the text ends first.
// Source: PostgreSQL's src/backend/parser/scan.l.

/** Behind the quote that closes what began before `from`; a doubled quote is a character. */
export function plainEnd(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 2))
    if (text[at + 1] !== quote) return at + 1;
  return -1;
}

/** The same for E'…', where a backslash escapes and the next line's segment goes on in the same manner. */
export function escapedEnd(text: string, from: number): number {
  let end = segmentEnd(text, from);
  while (end >= 0) {
    const next = continuation(text, end);
    if (next < 0) return end;
    end = segmentEnd(text, next);
  }
  return -1;
}

function segmentEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (text[at] === "\\" || (text[at] === "'" && text[at + 1] === "'")) at += 2;
    else if (text[at] === "'") return at + 1;
    else at += 1;
  }
  return -1;
}

/** Behind the opening quote of a segment that continues a string: only spaces and comments, and a newline, between. */
function continuation(text: string, from: number): number {
  let at = from;
  let newline = false;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (character === "'" && newline) return at + 1;
    if (character === "\n" || character === "\r") newline = true;
    else if (text.startsWith("--", at)) at = lineEnd(text, at) - 1;
    else if (!/[ \t\f\v]/.test(character)) return -1;
    at += 1;
  }
  return -1;
}

/** Behind a block comment that opened before `from`; block comments nest. */
export function commentEnd(text: string, from: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = from;
  let depth = 1;
  for (let found = edge.exec(text); found !== null; found = edge.exec(text)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return -1;
}

/** The offset of the line's end, newline excluded. */
export function lineEnd(text: string, from: number): number {
  const newline = /[\n\r]/g;
  newline.lastIndex = from;
  return newline.exec(text)?.index ?? text.length;
}
