const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ["person", "people"],
  ["child", "children"],
  ["man", "men"],
  ["woman", "women"],
  ["datum", "data"],
  ["index", "indexes"],
]);
const SAME: ReadonlySet<string> = new Set([
  "series",
  "species",
  "news",
  "status",
  "metadata",
  "equipment",
  "information",
]);
const SINGULAR_OF: ReadonlyMap<string, string> = new Map([...IRREGULAR].map(([one, many]) => [many, one]));

/**
 * The plural of an English noun, good enough for resource names.
 *
 * @example
 * pluralize("category"); // "categories"
 */
export function pluralize(noun: string): string {
  const lower = noun.toLowerCase();
  if (SAME.has(lower)) return noun;
  const irregular = IRREGULAR.get(lower);
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]y$/i.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/i.test(noun) ? `${noun}es` : `${noun}s`;
}

/**
 * The singular of an English noun, good enough for resource names.
 *
 * @example
 * singularize("categories"); // "category"
 */
export function singularize(noun: string): string {
  const lower = noun.toLowerCase();
  if (SAME.has(lower)) return noun;
  const irregular = SINGULAR_OF.get(lower);
  if (irregular !== undefined) return irregular;
  if (/ies$/i.test(noun)) return `${noun.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh|us)es$/i.test(noun)) return noun.slice(0, -2);
  return /[^su]s$/i.test(noun) ? noun.slice(0, -1) : noun;
}
