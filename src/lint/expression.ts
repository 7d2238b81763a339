/**
 * Whether a check as pg_get_expr writes it rules NULL out of a column, by one of its conjuncts.
 *
 * @example
 * provesNotNull("((total IS NOT NULL) AND (total > 0))", "total"); // true
 */
export function provesNotNull(expression: string, column: string): boolean {
  if (/\bOR\b|\bCASE\b/i.test(expression)) return false;
  return expression
    .split(/\bAND\b/i)
    .map((part) => part.replaceAll(/[()]/g, "").trim())
    .some(
      (part) =>
        /^(?<name>"(?:[^"]|"")+"|\w+) IS NOT NULL$/i.exec(part)?.groups?.["name"]?.replaceAll('"', "") === column,
    );
}

/** Whether the text of an expression speaks of a column. */
export function mentions(expression: string, column: string): boolean {
  return expression.split(/[^\w"$]+/).some((word) => word === column || word === `"${column}"`);
}
