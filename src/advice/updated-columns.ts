import { splitStatements, type Token } from "../sql/index.ts";

/**
 * The columns that an UPDATE of a table sets; none for any other statement, and for what is too clever to be read at a glance.
 *
 * @example
 * updatedColumns("UPDATE orders SET status = $1, (a, b) = ($2, $3) WHERE id = $4", "orders"); // ["status", "a", "b"]
 */
export function updatedColumns(sql: string, table: string): readonly string[] {
  const [statement] = splitStatements(sql, "postgresql").statements;
  const tokens = statement?.tokens ?? [];
  if (upper(tokens[0]) !== "UPDATE") return [];
  const start = tokens.findIndex((token) => upper(token) === "SET");
  const named = tokens.slice(1, start).map(nameOf);
  return start < 0 || !named.includes(table) ? [] : assigned(tokens.slice(start + 1));
}

const upper = (token: Token | undefined): string => (token?.kind === "word" ? token.text.toUpperCase() : "");

const nameOf = ({ kind, text }: Token): string =>
  kind === "word" ? text.toLowerCase() : text.replace(/^"|"$/g, "").replaceAll('""', '"');

const ENDS: ReadonlySet<string> = new Set(["WHERE", "FROM", "RETURNING"]);

/** What stands left of each `=` on the outermost level. */
function assigned(tokens: readonly Token[]): readonly string[] {
  const columns: string[] = [];
  let depth = 0;
  let isLeft = true;
  for (const token of tokens) {
    if (depth === 0 && ENDS.has(upper(token))) break;
    if (isLeft && /^[\w"\u0080-\uffff]/.test(token.text)) columns.push(nameOf(token));
    if (token.text === "(") depth += 1;
    if (token.text === ")") depth -= 1;
    if (depth === 0 && token.text === "=") isLeft = false;
    if (depth === 0 && token.text === ",") isLeft = true;
  }
  return columns;
}
