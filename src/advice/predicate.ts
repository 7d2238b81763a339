const NAME = String.raw`(?:"(?<quoted>(?:[^"]|"")+)"|(?<bare>[a-z_][a-z0-9_$]*))`;
const NOT_NULL = new RegExp(String.raw`^\(*${NAME} IS NOT NULL\)*$`);

/**
 * The columns of a predicate that only says `x IS NOT NULL AND y IS NOT NULL`, as pg_get_expr writes it; undefined for
 * any other predicate.
 *
 * @example
 * notNullColumns("((a IS NOT NULL) AND (b IS NOT NULL))"); // ["a", "b"]
 */
export function notNullColumns(predicate: string): readonly string[] | undefined {
  const parts = predicate.split(" AND ").map((part) => NOT_NULL.exec(part)?.groups);
  const columns = parts.map((groups) => groups?.["bare"] ?? groups?.["quoted"]?.replaceAll('""', '"'));
  return columns.every((column) => column !== undefined) ? columns : undefined;
}
