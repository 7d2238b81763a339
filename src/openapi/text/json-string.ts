const BACKSLASH = 92;
const SPECIAL = /[\u0000-\u001f\\]/;

/** Offset behind the string that begins at `start`; undefined when it does not end. */
export function endOfString(text: string, start: number): number | undefined {
  let quote = text.indexOf('"', start + 1);
  while (quote !== -1 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote === -1 ? undefined : quote + 1;
}

/** The text that a quoted string stands for; undefined when JSON forbids how it is written. */
export function unquoted(quoted: string): string | undefined {
  const body = quoted.slice(1, -1);
  if (!SPECIAL.test(body)) return body;
  try {
    const value: unknown = JSON.parse(quoted);
    return String(value);
  } catch {
    return undefined;
  }
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}
