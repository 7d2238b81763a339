import { matchEnd } from "../reader.ts";

const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*)?\$/y;

/** Behind the quote that closes the one at `at`, or -1; a doubled quote is a character, an escaped one too. */
export function quotedEnd(text: string, at: number, escapes: boolean): number {
  const quote = text[at];
  for (let next = at + 1; next < text.length; next += 1) {
    if (escapes && text[next] === "\\") next += 1;
    else if (text[next] === quote && text[next + 1] === quote) next += 1;
    else if (text[next] === quote) return next + 1;
  }
  return -1;
}

/** Behind the block comment at `at`, or -1; such comments do not nest. */
export function blockCommentEnd(text: string, at: number): number {
  const close = text.indexOf("*/", at + 2);
  return close < 0 ? -1 : close + 2;
}

/** Behind the dollar quote at `at`, or -1 where there is none or it stays open. */
export function dollarEnd(text: string, at: number): number {
  const tagEnd = text[at] === "$" ? matchEnd(DOLLAR_TAG, text, at) : -1;
  if (tagEnd < 0) return -1;
  const close = text.indexOf(text.slice(at, tagEnd), tagEnd);
  return close < 0 ? -1 : close + tagEnd - at;
}
