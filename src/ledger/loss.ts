import type { Token } from "../sql/index.ts";
import type { Step } from "./step.ts";

/** Data that a statement takes away, as far as its words tell. */
export interface Loss {
  readonly kind: "table" | "column" | "rows" | "schema" | "database" | "type" | "view";
  /** As it is written: `app."Order"`, with the column behind it. */
  readonly name: string;
  /** The table that holds the rows, fit for `to_regclass`. */
  readonly table: string | undefined;
}

const KINDS: ReadonlyMap<string, Loss["kind"]> = new Map([
  ["TABLE", "table"],
  ["SCHEMA", "schema"],
  ["DATABASE", "database"],
  ["TYPE", "type"],
  ["DOMAIN", "type"],
]);

/**
 * What a step destroys: DROP, TRUNCATE, DELETE, ALTER TABLE … DROP COLUMN. Read from words, so that a statement of any
 * version is understood; what a function or DO block does is not seen.
 *
 * @example
 * lossesIn(step); // [{ kind: "table", name: "users", table: "users" }]
 */
export function lossesIn({ tokens }: Step): readonly Loss[] {
  const words = tokens.map(({ kind, text }) => (kind === "word" ? text.toUpperCase() : ""));
  if (words[0] === "DROP") return dropped(tokens, words);
  if (words[0] === "TRUNCATE")
    return namesAt(tokens, words, words[1] === "TABLE" ? 2 : 1).map((table) => rowsOf(table));
  if (words[0] === "DELETE")
    return namesAt(tokens, words, 2)
      .slice(0, 1)
      .map((table) => rowsOf(table));
  if (words[0] === "ALTER" && words[1] === "TABLE") return droppedColumns(tokens, words);
  return [];
}

const rowsOf = (table: string): Loss => ({ kind: "rows", name: table, table });

function dropped(tokens: readonly Token[], words: readonly string[]): readonly Loss[] {
  const isMaterialized = words[1] === "MATERIALIZED";
  const kind = isMaterialized ? "view" : KINDS.get(words[1] ?? "");
  if (kind === undefined) return [];
  return namesAt(tokens, words, isMaterialized ? 3 : 2).map((name) => ({
    kind,
    name,
    table: kind === "table" ? name : undefined,
  }));
}

function droppedColumns(tokens: readonly Token[], words: readonly string[]): readonly Loss[] {
  const [table] = namesAt(tokens, words, 2);
  if (table === undefined) return [];
  return words.flatMap((word, at) => {
    if (word !== "DROP" || /^(CONSTRAINT|NOT|DEFAULT|IDENTITY|EXPRESSION)$/.test(words[at + 1] ?? "")) return [];
    const [column] = namesAt(tokens, words, words[at + 1] === "COLUMN" ? at + 2 : at + 1);
    return column === undefined ? [] : [{ kind: "column" as const, name: `${table}.${column}`, table }];
  });
}

const PASSED: ReadonlySet<string> = new Set(["IF", "EXISTS", "ONLY"]);

/** The names in a list that begins at `from`. */
function namesAt(tokens: readonly Token[], words: readonly string[], from: number): readonly string[] {
  const names: string[] = [];
  let at = from;
  do {
    if (names.length > 0) at += 1;
    while (PASSED.has(words[at] ?? "")) at += 1;
    const parts = [tokens[at]?.text ?? ""];
    for (at += 1; tokens[at]?.text === "."; at += 2) parts.push(tokens[at + 1]?.text ?? "");
    if (parts[0] !== "") names.push(parts.join("."));
  } while (tokens[at]?.text === ",");
  return names;
}
