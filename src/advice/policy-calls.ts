/**
 * Calls that depend on no column, as pg_get_expr writes them under `search_path = pg_catalog`: `auth.uid()` and
 * `current_setting('app.tenant'::text)`. What is a subquery already (`( SELECT auth.uid() AS uid)`) runs once.
 * The server's own stable words (`now()`, CURRENT_USER) cost nothing and are none.
 */
const CALL =
  /(?<name>\b(?:[a-z_]\w*|"[^"]+")\.(?:[a-z_]\w*|"[^"]+")\(\)|\bcurrent_setting\((?:'(?:[^']|'')*'::text)(?:, (?:true|false))?\))/g;

/** @example callsPerRow("(owner = auth.uid())"); // ["auth.uid()"] */
export function callsPerRow(expression: string): readonly string[] {
  return matches(expression).map(([call]) => call);
}

/** The same condition with each such call in a subquery. @example calledOnce("(owner = auth.uid())"); // "(owner = (SELECT auth.uid()))" */
export function calledOnce(expression: string): string {
  let text = expression;
  for (const { index, 0: call } of matches(expression).toReversed())
    text = `${text.slice(0, index)}(SELECT ${call})${text.slice(index + call.length)}`;
  return text;
}

const matches = (expression: string): readonly RegExpExecArray[] =>
  [...expression.matchAll(CALL)].filter(({ index }) => !isInSubquery(expression, index));

/** Some `( SELECT` that is open at this place. */
function isInSubquery(expression: string, place: number): boolean {
  const open: boolean[] = [];
  for (let at = 0; at < place; at += 1) {
    if (expression[at] === "(") open.push(/^\(\s*SELECT\b/.test(expression.slice(at, at + 10)));
    if (expression[at] === ")") open.pop();
  }
  return open.includes(true);
}
