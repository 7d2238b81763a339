// From the text of a request to values: the styles of OpenAPI's parameters, and coercion by type.
// What cannot be coerced stays text, so that validation can say what it should have been.
import { isTooDeep } from "./checks.js";

/** Decoded names and raw values of a query string or an urlencoded body. */
export type Fields = ReadonlyMap<string, readonly string[]>;
export type Coercion = (value: unknown) => unknown;
export type Separator = "," | " " | "|" | "\t";

export function fieldsOf(query: string): Fields {
  const fields = new Map<string, string[]>();
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const end = pair.indexOf("=");
    const name = decoded(end < 0 ? pair : pair.slice(0, end));
    const value = end < 0 ? "" : pair.slice(end + 1);
    const values = fields.get(name);
    if (values === undefined) fields.set(name, [value]);
    else values.push(value);
  }
  return fields;
}

/** One value; several are kept as a list, which no scalar schema accepts. */
export function text(fields: Fields, name: string): unknown {
  const values = fields.get(name);
  if (values === undefined) return undefined;
  return values.length === 1 ? decoded(values[0] ?? "") : values.map(decoded);
}

/** `?flag` and `?flag=` of a parameter that may come empty are none. */
export const filled = (value: unknown): unknown => (value === "" ? undefined : value);

/** Style form, exploded: `a=1&a=2`. */
export function repeated(fields: Fields, name: string): unknown {
  return fields.get(name)?.map(decoded);
}

/** Not exploded: `a=1,2`, with the separator of the style. */
export function separated(fields: Fields, name: string, separator: Separator): unknown {
  const values = fields.get(name);
  if (values === undefined) return undefined;
  return values.flatMap((value) => splitRaw(value, separator));
}

/** Style form, exploded, of an object: each property is a field of its own. */
export function properties(fields: Fields, names: readonly string[], others?: ReadonlySet<string>): unknown {
  const found = new Map<string, unknown>();
  for (const name of names) if (fields.has(name)) found.set(name, text(fields, name));
  if (others !== undefined)
    for (const name of fields.keys()) if (!others.has(name)) found.set(name, text(fields, name));
  return found.size === 0 ? undefined : Object.fromEntries(found);
}

/** An exploded object without properties cannot be told from none at all: where one is due, it is there. */
export function present(value: unknown): unknown {
  return value ?? {};
}

/** Not exploded object: `a=x,1,y,2`. */
export function alternating(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  const entries: [string, unknown][] = [];
  for (let index = 0; index < list.length; index += 2) entries.push([String(list[index]), list[index + 1]]);
  return Object.fromEntries(entries);
}

/** Style deepObject: `a[x]=1&a[y][z]=2`; `a[]` and `a[0]` make lists. */
export function deep(fields: Fields, name: string): unknown {
  const root = new Map<string, unknown>();
  for (const [key, values] of fields) {
    if (!key.startsWith(`${name}[`)) continue;
    const path = [...key.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? "");
    if (path.length > 0 && path.length <= 16) put(root, path, values.map(decoded));
  }
  return root.size === 0 ? undefined : plain(root);
}

/** A list in a form: `a=1&a=2`, `a[]=1`, `a[0][x]=1`. */
export function bracketed(fields: Fields, name: string): unknown {
  return repeated(fields, name) ?? deep(fields, name);
}

type Tree = Map<string, unknown>;

function put(tree: Tree, [head = "", ...rest]: readonly string[], values: readonly string[]): void {
  if (rest.length === 0) {
    if (head === "") for (const value of values) tree.set(String(tree.size), value);
    else tree.set(head, values.length === 1 ? values[0] : values);
    return;
  }
  const key = head === "" ? String(tree.size) : head;
  const known = tree.get(key);
  const next: Tree = known instanceof Map ? known : new Map<string, unknown>();
  tree.set(key, next);
  put(next, rest, values);
}

function plain(tree: Tree): unknown {
  const entries = [...tree].map(([key, value]): [string, unknown] => [
    key,
    value instanceof Map ? plain(value) : value,
  ]);
  const isList = entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** Splits decoded text: path segments and headers. */
export function split(value: string | undefined, separator: "," | "." | ";"): unknown {
  return value === undefined ? undefined : value === "" ? [] : value.split(separator).map((item) => item.trim());
}

/** `x=1,y=2` → `{ x: "1", y: "2" }` */
export function pairs(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return Object.fromEntries(
    list.map((item): [string, string] => {
      const pair = String(item);
      const end = pair.indexOf("=");
      return end < 0 ? [pair, ""] : [pair.slice(0, end), pair.slice(end + 1)];
    }),
  );
}

/** Style label: the text behind the leading dot. */
export function unlabelled(value: string | undefined): string | undefined {
  return value?.startsWith(".") === true ? value.slice(1) : value;
}

/** Style matrix, not exploded: the text behind `;name=`. */
export function unnamed(value: string | undefined, name: string): string | undefined {
  if (value === undefined) return undefined;
  if (value === `;${name}`) return "";
  return value.startsWith(`;${name}=`) ? value.slice(name.length + 2) : value;
}

/** Style matrix, exploded: `;a=1;a=2` as a list of the values. */
export function matrixList(value: string | undefined, name: string): unknown {
  return value
    ?.split(";")
    .flatMap((item) => (item === "" ? [] : [item.startsWith(`${name}=`) ? item.slice(name.length + 1) : item]));
}

/** Style matrix, exploded, of an object: `;x=1;y=2`. */
export function matrixPairs(value: string | undefined): unknown {
  return value === undefined ? undefined : pairs(value.split(";").filter((item) => item !== ""));
}

/** A path parameter as the router gives it. */
export function pathText(value: string | readonly string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join("/") : typeof value === "string" ? value : undefined;
}

/** A header that came once, or joined as HTTP joins it. What every object inherits, such as `constructor`, came never. */
export function headerText(value: string | readonly string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value.trim() : undefined;
}

/** The cookies of a request, by name. */
export function cookiesOf(header: string | undefined): Fields {
  const fields = new Map<string, string[]>();
  for (const pair of (header ?? "").split(";")) {
    const end = pair.indexOf("=");
    const name = pair.slice(0, end).trim();
    if (end > 0 && !fields.has(name))
      fields.set(name, [
        pair
          .slice(end + 1)
          .trim()
          .replace(/^"(.*)"$/, "$1")
          .replaceAll("+", "%2B"),
      ]);
  }
  return fields;
}

/** Text that holds JSON; what is no JSON, or nests too deep, stays text. */
export function fromJson(value: unknown): unknown {
  if (typeof value !== "string" || isTooDeep(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

export const toNumber: Coercion = (value) => (typeof value === "string" && NUMBER.test(value) ? Number(value) : value);
export const toBoolean: Coercion = (value) => (value === "true" ? true : value === "false" ? false : value);
export const toNull: Coercion = (value) => (value === "null" || value === "" ? null : value);
export const asText: Coercion = (value) => value;

/** The first coercion that changes the value. */
export function firstOf(...coercions: readonly Coercion[]): Coercion {
  return (value) => {
    for (const coerce of coercions) {
      const result = coerce(value);
      if (result !== value) return result;
    }
    return value;
  };
}

/** One coercion after the other. */
export function allOf(...coercions: readonly Coercion[]): Coercion {
  return (value) => coercions.reduce((result, coerce) => coerce(result), value);
}

/** A text where a list is due is a list of one. */
export function listOf(item: Coercion): Coercion {
  return (value) => (value === undefined ? undefined : Array.isArray(value) ? value.map(item) : [item(value)]);
}

/** A list of one stands for its item where the schema takes both. */
export function itemOrList(item: Coercion): Coercion {
  return (value) => (Array.isArray(value) ? (value.length === 1 ? item(value[0]) : value.map(item)) : item(value));
}

export function recordOf(known: Readonly<Record<string, Coercion>>, others: Coercion = asText): Coercion {
  const coercions = new Map(Object.entries(known));
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, (coercions.get(key) ?? others)(item)]));
  };
}

function splitRaw(value: string, separator: Separator): readonly string[] {
  if (value === "") return [];
  const pattern = { ",": ",", " ": /\+|%20| /, "|": /\||%7C/i, "\t": /%09|\t/ }[separator];
  return value.split(pattern).map(decoded);
}

function decoded(raw: string): string {
  const spaced = raw.includes("+") ? raw.replaceAll("+", " ") : raw;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Without the properties that are absent. */
export function compact(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Fields that have no reading of their own. */
export function others(fields: Fields, known: ReadonlySet<string>): Record<string, unknown> {
  const names = [...fields.keys()].filter((name) => !known.has(name) && !known.has(name.replace(/\[.*$/, "")));
  return Object.fromEntries(names.map((name) => [name, text(fields, name)]));
}
