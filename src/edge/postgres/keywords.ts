import type { Settings } from "./settings.ts";

const PAIR = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)/gsy;

/**
 * libpq's other form of a connection string: `host=db dbname='my shop'`. Undefined when the text is not of that form.
 *
 * @example
 * parseKeywords("host=/tmp dbname='a\\'b'"); // { host: "/tmp", dbname: "a'b" }
 */
export function parseKeywords(text: string): Settings | undefined {
  const settings: Record<string, string> = {};
  let end = 0;
  for (const match of text.matchAll(PAIR)) {
    settings[match[1] ?? ""] = (match[2] ?? match[3] ?? "").replace(/\\(.)/gs, "$1");
    end = match.index + match[0].length;
  }
  return end > 0 && text.slice(end).trim() === "" ? settings : undefined;
}
