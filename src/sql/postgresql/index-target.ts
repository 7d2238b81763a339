import type { IndexTarget } from "../class.ts";
import { keywordOf, type Token } from "../token.ts";
import { foldedName } from "./name.ts";

/** Reads CREATE [UNIQUE] INDEX [CONCURRENTLY] [[IF NOT EXISTS] name] ON [ONLY] table; undefined for other statements. */
export function indexTargetOf(tokens: readonly Token[]): IndexTarget | undefined {
  const words = tokens.slice(0, 10).map(keywordOf);
  const on = words.indexOf("ON");
  if (words[0] !== "CREATE" || !words.slice(1, 3).includes("INDEX") || on < 0) return undefined;
  const before = tokens[on - 1];
  const ifNotExists = words.slice(0, on).includes("EXISTS");
  const isUnnamed = before === undefined || ["INDEX", "CONCURRENTLY"].includes(keywordOf(before));
  return { name: isUnnamed ? undefined : foldedName(before), table: tableAfter(tokens, on + 1), ifNotExists };
}

function tableAfter(tokens: readonly Token[], from: number): string {
  const first = keywordOf(tokens[from]) === "ONLY" ? from + 1 : from;
  const parts = [tokens[first]];
  for (let at = first + 1; tokens[at]?.text === "."; at += 2) parts.push(tokens[at + 1]);
  return parts.map((token) => token?.text ?? "").join(".");
}
