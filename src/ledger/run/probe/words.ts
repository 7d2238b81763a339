import type { Token } from "../../../sql/index.ts";

const PASSED: ReadonlySet<string> = new Set(["CONCURRENTLY", "IF", "NOT", "EXISTS", "ONLY"]);

/** The name, as it is written, behind one of the words: fit for `to_regclass`. Options in brackets are no names. */
export function nameAfter(tokens: readonly Token[], words: readonly string[]): string | undefined {
  const upper = tokens.map(({ kind, text }) => (kind === "word" ? text.toUpperCase() : ""));
  const found = upper.findIndex((word) => words.includes(word));
  if (found < 0) return undefined;
  let at = found + 1;
  while (PASSED.has(upper[at] ?? "")) at += 1;
  const parts = [tokens[at]?.text];
  for (at += 1; tokens[at]?.text === "."; at += 2) parts.push(tokens[at + 1]?.text);
  return parts.includes(undefined) ? undefined : parts.join(".");
}
