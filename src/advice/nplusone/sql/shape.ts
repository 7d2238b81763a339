import { LIST, VALUE } from "./scan.ts";

/** A relation as a statement names it, without quotes. */
export interface NamedTable {
  readonly schema: string | undefined;
  readonly name: string;
  readonly alias: string;
}

/** A column that is compared for equality with one value. */
export interface Comparison {
  /** Which placeholder of the key, from 0. */
  readonly input: number;
  readonly column: string;
  /** The relation that it belongs to, where the text tells. */
  readonly table: NamedTable | undefined;
}

export type Verb = "select" | "update" | "delete" | "insert" | "other";

/** What a statement's key says about itself. */
export interface Shape {
  readonly verb: Verb;
  readonly tables: readonly NamedTable[];
  readonly comparisons: readonly Comparison[];
}

const TOKEN = /"(?:[^"]|"")*"|\$[?…]|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|::|[^\s\w"$]/g;

/**
 * Reads tables and equality comparisons off a key of `scanSql`, without a grammar: what is not plain is left out.
 *
 * @example
 * shapeOf("select * from orders o where o.user_id = $?").comparisons[0]?.column; // "user_id"
 */
export function shapeOf(key: string): Shape {
  const tokens = key.match(TOKEN) ?? [];
  const tables = tablesIn(tokens);
  return { verb: verbOf(tokens), tables, comparisons: comparisonsIn(tokens, tables) };
}

function verbOf(tokens: readonly string[]): Verb {
  const first = wordOf(tokens[0]);
  if (first === "select" || first === "update" || first === "delete" || first === "insert") return first;
  const inner = tokens.map(wordOf).find((word) => /^(?:insert|update|delete)$/.test(word));
  if (first === "with" || first === "(") return inner === undefined ? "select" : "other";
  return "other";
}

const wordOf = (token: string | undefined): string =>
  token === undefined || token.startsWith('"') ? "" : token.toLowerCase();

const isName = (token: string | undefined): token is string =>
  token !== undefined && /^["A-Za-z_\u0080-\uffff]/.test(token);

/** As the catalogue spells it. */
const nameOf = (token: string): string =>
  token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token.toLowerCase();

const BEFORE_TABLE: ReadonlySet<string> = new Set(["from", "join", "update", "into", "only"]);
const NO_ALIAS =
  /^(?:where|on|using|set|values|join|inner|left|right|full|cross|natural|order|group|having|limit|offset|union|for|returning|select|fetch|as|lateral|tablesample|window)$/;

function tablesIn(tokens: readonly string[]): readonly NamedTable[] {
  const found: NamedTable[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!BEFORE_TABLE.has(wordOf(tokens[at]))) continue;
    let next = at + 1;
    while (isName(tokens[next]) && !BEFORE_TABLE.has(wordOf(tokens[next]))) {
      const table = tableAt(tokens, next);
      found.push(table.named);
      // `FROM a, b`: the list goes on behind a comma.
      if (tokens[table.end] !== ",") break;
      next = table.end + 1;
    }
  }
  return found;
}

function tableAt(tokens: readonly string[], at: number): { readonly named: NamedTable; readonly end: number } {
  const parts = [nameOf(tokens[at] ?? "")];
  let end = at + 1;
  for (; tokens[end] === "." && isName(tokens[end + 1]); end += 2) parts.push(nameOf(tokens[end + 1] ?? ""));
  const name = parts.at(-1) ?? "";
  if (wordOf(tokens[end]) === "as") end += 1;
  const alias = tokens[end];
  const hasAlias = isName(alias) && !NO_ALIAS.test(wordOf(alias));
  return {
    named: { schema: parts.at(-2), name, alias: hasAlias ? nameOf(alias) : name },
    end: hasAlias ? end + 1 : end,
  };
}

function comparisonsIn(tokens: readonly string[], tables: readonly NamedTable[]): readonly Comparison[] {
  const found: Comparison[] = [];
  let input = -1;
  let isCondition = false;
  for (const [at, token] of tokens.entries()) {
    isCondition = conditionAfter(wordOf(token), isCondition);
    if (token !== VALUE && token !== LIST) continue;
    input += 1;
    const column = isCondition ? comparedColumn(tokens, at) : undefined;
    if (column !== undefined) found.push({ input, column: column.name, table: tableOf(column.qualifier, tables) });
  }
  return found;
}

/** `SET x = $1` assigns, `WHERE x = $1` and `ON x = $1` compare. */
function conditionAfter(word: string, before: boolean): boolean {
  if (word === "where" || word === "on") return true;
  return /^(?:set|select|from|values|returning|limit)$/.test(word) ? false : before;
}

interface Column {
  readonly name: string;
  readonly qualifier: string | undefined;
}

/** `column = $?`, `column IN ($…)`, `$? = column`. */
function comparedColumn(tokens: readonly string[], at: number): Column | undefined {
  if (tokens[at] === LIST) return wordOf(tokens[at - 2]) === "in" ? columnBefore(tokens, at - 3) : undefined;
  if (tokens[at - 1] === "=" && isPlain(tokens[at - 2])) return columnBefore(tokens, at - 2);
  if (tokens[at + 1] === "=" && isPlain(tokens[at + 2])) return columnFrom(tokens, at + 2);
  return undefined;
}

const isPlain = (token: string | undefined): boolean => isName(token);

/** The column reference that ends at `end`; a cast behind it (`id::text`) hides it. */
function columnBefore(tokens: readonly string[], end: number): Column | undefined {
  const name = tokens[end];
  if (!isName(name) || wordOf(name) === "not" || tokens[end - 1] === "::") return undefined;
  const qualifier = tokens[end - 1] === "." ? tokens[end - 2] : undefined;
  return { name: nameOf(name), qualifier: isName(qualifier) ? nameOf(qualifier) : undefined };
}

function columnFrom(tokens: readonly string[], start: number): Column | undefined {
  let end = start;
  while (tokens[end + 1] === "." && isName(tokens[end + 2])) end += 2;
  // A function's name is none of a column.
  return tokens[end + 1] === "(" ? undefined : columnBefore(tokens, end);
}

function tableOf(qualifier: string | undefined, tables: readonly NamedTable[]): NamedTable | undefined {
  if (qualifier !== undefined) return tables.find(({ alias, name }) => alias === qualifier || name === qualifier);
  return tables.length === 1 ? tables[0] : undefined;
}
