import type { JsonValue } from "../../../kit/index.ts";
import type { Schema, SchemaObject } from "../../../openapi/index.ts";
import { arrayOf, code, literal, objectOf, propertyName, quoted, type Fragment } from "../../../typescript/index.ts";
import type { Keyword } from "./keywords.ts";

/** A schema inside another one, as code. */
export type WriteInner = (schema: Schema) => Fragment;

const PLAIN = [
  "multipleOf",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
  "maxLength",
  "minLength",
  "pattern",
  "format",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minContains",
  "maxContains",
  "required",
  "minProperties",
  "maxProperties",
] as const satisfies readonly Keyword[];
const SINGLES = [
  "items",
  "contains",
  "additionalProperties",
  "propertyNames",
  "unevaluatedProperties",
  "not",
  "if",
  "then",
  "else",
] as const satisfies readonly Keyword[];
const LISTS = ["prefixItems", "allOf", "anyOf", "oneOf"] as const satisfies readonly Keyword[];
const MAPS = ["properties", "patternProperties", "dependentSchemas"] as const satisfies readonly Keyword[];

/** The keywords of a schema but its reference, as the entries of a JSON Schema of 2020-12. */
export function jsonEntries(said: SchemaObject, write: WriteInner): readonly Fragment[] {
  const { types, enum: values, const: fixed, dependentRequired } = said;
  const [only] = types ?? [];
  const type: JsonValue | undefined = types?.length === 1 ? only : types === undefined ? undefined : [...types];
  return [
    ...entry("type", type),
    ...entry("enum", values === undefined ? undefined : [...values]),
    ...entry("const", fixed),
    ...PLAIN.flatMap((keyword) => entry(keyword, plainValue(said[keyword]))),
    ...MAPS.flatMap((keyword) => mapEntry(keyword, said[keyword], write)),
    ...SINGLES.flatMap((keyword) => {
      const inner = said[keyword];
      return inner === undefined ? [] : [code`${propertyName(keyword)}: ${write(inner)}`];
    }),
    ...LISTS.flatMap((keyword) => {
      const inner = said[keyword];
      return inner === undefined ? [] : [code`${propertyName(keyword)}: ${arrayOf(inner.map(write))}`];
    }),
    ...mapEntry("dependentRequired", dependentRequired, (names) => literal([...names])),
  ];
}

function plainValue(value: string | number | boolean | readonly string[] | undefined): JsonValue | undefined {
  return typeof value === "object" ? [...value] : value;
}

const entry = (keyword: string, value: JsonValue | undefined): readonly Fragment[] =>
  value === undefined ? [] : [code`${propertyName(keyword)}: ${literal(value)}`];

function mapEntry<Value>(
  keyword: string,
  map: ReadonlyMap<string, Value> | undefined,
  write: (value: Value) => Fragment,
): readonly Fragment[] {
  if (map === undefined) return [];
  const members = [...map].map(([name, value]) => code`${keyCode(name)}: ${write(value)}`);
  return [code`${propertyName(keyword)}: ${objectOf(members)}`];
}

/** A name as a key: `__proto__` as a plain one would set the prototype. */
export const keyCode = (name: string): Fragment => (name === "__proto__" ? quoted(name) : propertyName(name));
