import { endOfString } from "./json-string.ts";

const QUOTE = 34;
/** This bit makes `[` (91) a `{` (123) and `]` (93) a `}` (125): one comparison for both. */
const BRACE_BIT = 32;
const OPEN = 123;
const CLOSE = 125;

/** Offset of the bracket that nests deeper than `limit`, before a recursive reader would run out of stack. */
export function tooDeepAt(text: string, limit: number): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = (endOfString(text, at) ?? text.length) - 1;
    else if ((code | BRACE_BIT) === CLOSE) depth -= 1;
    else if ((code | BRACE_BIT) === OPEN && (depth += 1) > limit) return at;
  }
  return undefined;
}
