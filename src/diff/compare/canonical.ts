const CAST_ARRAY = "(ARRAY[";
const CAST = /^\)::(?<type>[\w" .]+)\[\]/;

/**
 * The same text for two ways in which PostgreSQL shows one expression: a cast of an array comes back, once it has been loaded
 * again, as an array of casts. `(ARRAY['a'::character varying])::text[]` → `ARRAY[('a'::character varying)::text]`.
 */
export function canonicalText(text: string): string {
  const at = text.indexOf(CAST_ARRAY);
  if (at === -1) return text;
  const end = closing(text, at + CAST_ARRAY.length);
  const cast = end === undefined ? null : CAST.exec(text.slice(end + 1));
  const type = cast?.groups?.["type"];
  if (end === undefined || cast === null || type === undefined)
    return text.slice(0, at + CAST_ARRAY.length) + canonicalText(text.slice(at + CAST_ARRAY.length));
  const items = elements(text.slice(at + CAST_ARRAY.length, end)).map((item) => `(${item})::${type}`);
  return `${text.slice(0, at)}ARRAY[${items.join(", ")}]${canonicalText(text.slice(end + 1 + cast[0].length))}`;
}

/** Where the bracket closes that is open at `from`; texts in quotes do not count. */
function closing(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "'") at = text.indexOf("'", at + 1);
    if (at === -1) return undefined;
    if (sign === "[" || sign === "(") depth += 1;
    if ((sign === "]" || sign === ")") && depth === 0) return at;
    if (sign === "]" || sign === ")") depth -= 1;
  }
  return undefined;
}

function elements(text: string): readonly string[] {
  const items: string[] = [];
  let begin = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "'" && text.includes("'", at + 1)) at = text.indexOf("'", at + 1);
    if (sign === "(" || sign === "[") at = closing(text, at + 1) ?? text.length;
    if (sign !== ",") continue;
    items.push(text.slice(begin, at).trim());
    begin = at + 1;
  }
  return [...items, text.slice(begin).trim()];
}
