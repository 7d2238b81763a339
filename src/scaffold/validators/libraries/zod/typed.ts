import type { JsonType, Schema, SchemaObject } from "../../../../openapi/index.ts";
import {
  arrayOf,
  code,
  ident,
  joined,
  literal,
  objectOf,
  propertyName,
  regularExpression,
  type Fragment,
} from "../../../../typescript/index.ts";
import { NUMBER_FORMATS, TEXT_FORMATS } from "../../formats.ts";
import { groupsOf, type TypeGroup } from "../groups.ts";
import { ofAny, type Zod } from "./context.ts";

/** The `type` keyword and the keywords that speak of one type only. */
export function typedOf(said: SchemaObject, zod: Zod): Fragment | undefined {
  if (said.types !== undefined) return ofTypes(said.types, said, zod);
  const groups = groupsOf(said);
  const parts = groups.map((group) => {
    const schema = ofType(group, said, zod);
    return code`${zod.writing.helper("schemas", "onlyFor")}(${literal(group)}, ${schema})`;
  });
  const [first, ...others] = parts;
  if (first === undefined) return undefined;
  return others.reduce((all, part) => code`${all}.and(${part})`, first);
}

function ofTypes(types: readonly JsonType[], said: SchemaObject, zod: Zod): Fragment {
  const rest = types.filter((type) => type !== "null" && !(type === "integer" && types.includes("number")));
  const [only, ...others] = rest.map((type) => ofType(type, said, zod));
  if (only === undefined) return code`z.null()`;
  const schema = others.length === 0 ? only : code`z.union(${arrayOf([only, ...others])})`;
  return types.includes("null") ? code`${schema}.nullable()` : schema;
}

function ofType(type: JsonType | TypeGroup, said: SchemaObject, zod: Zod): Fragment {
  switch (type) {
    case "string":
      return stringOf(said, zod);
    case "number":
      return numberOf(code`z.number()`, said, zod);
    case "integer":
      return integerOf(said, zod);
    case "array":
      return listOf(said, zod);
    case "object":
      return objectSchema(said, zod);
    case "boolean":
      return code`z.boolean()`;
    case "null":
      return code`z.null()`;
  }
}

const call = (name: string, value: number | undefined): readonly Fragment[] =>
  value === undefined ? [] : [code`.${ident(name)}(${literal(value)})`];

const chained = (base: Fragment, calls: readonly Fragment[]): Fragment => joined([base, ...calls], "");

/** Lengths above one are counted in characters, where zod's own are in UTF-16 units. */
function stringOf({ minLength, maxLength, pattern, format }: SchemaObject, { writing }: Zod): Fragment {
  const known = format === undefined ? undefined : TEXT_FORMATS.get(format);
  const base =
    known === undefined
      ? code`z.string()`
      : code`z.stringFormat(${literal(format ?? "")}, ${writing.helper("formats", known[0])})`;
  const counted = (helper: string, length: number): Fragment =>
    code`.check(${writing.helper("schemas", helper)}(${literal(length)}))`;
  const expression = pattern === undefined ? undefined : regularExpression(pattern);
  return chained(base, [
    ...(minLength === 1 ? call("min", 1) : minLength === undefined ? [] : [counted("minCharacters", minLength)]),
    ...(maxLength === undefined ? [] : [counted("maxCharacters", maxLength)]),
    ...(expression === undefined ? [] : [code`.regex(${expression})`]),
  ]);
}

function integerOf(said: SchemaObject, zod: Zod): Fragment {
  const { format } = said;
  if (format === "int32" || format === "uint32")
    return numberOf(format === "int32" ? code`z.int32()` : code`z.uint32()`, { ...said, format: "" }, zod);
  return numberOf(code`${zod.writing.helper("schemas", "integer")}()`, said, zod);
}

function numberOf(base: Fragment, said: SchemaObject, { writing }: Zod): Fragment {
  const bounds = said.format === undefined ? undefined : NUMBER_FORMATS.get(said.format);
  return chained(base, [
    ...call("min", said.minimum),
    ...call("gt", said.exclusiveMinimum),
    ...call("max", said.maximum),
    ...call("lt", said.exclusiveMaximum),
    ...call("multipleOf", said.multipleOf),
    ...(bounds === undefined
      ? []
      : [code`.check(${writing.helper("schemas", "numberFormat")}(${literal(said.format ?? "")}))`]),
  ]);
}

function listOf({ items, prefixItems, minItems, maxItems }: SchemaObject, zod: Zod): Fragment {
  if (prefixItems !== undefined || items === false) {
    const first = (prefixItems ?? []).map((one) => code`${ofAny(one, zod)}.optional()`);
    const rest = items === false ? [] : [code`, ${ofAny(items ?? true, zod)}`];
    return chained(code`z.tuple(${arrayOf(first)}${joined(rest, "")})`, lengths({ minItems, maxItems }, zod));
  }
  return chained(code`z.array(${ofAny(items ?? true, zod)})`, [...call("min", minItems), ...call("max", maxItems)]);
}

/** A tuple has no lengths of its own. */
function lengths(
  { minItems, maxItems }: { readonly minItems: number | undefined; readonly maxItems: number | undefined },
  { writing }: Zod,
): readonly Fragment[] {
  const check = (helper: string, length: number | undefined): readonly Fragment[] =>
    length === undefined ? [] : [code`.check(${writing.helper("schemas", helper)}(${literal(length)}))`];
  return [...check("minItems", minItems), ...check("maxItems", maxItems)];
}

function objectSchema(said: SchemaObject, zod: Zod): Fragment {
  const { properties, required, additionalProperties: rest } = said;
  const names = new Set([...(properties?.keys() ?? []), ...(required ?? [])]);
  const other = rest === undefined || typeof rest === "boolean" ? undefined : zod.of(rest);
  if (names.size === 0 && other !== undefined) return code`z.record(z.string(), ${other})`;
  const members = [...names].map((name) => {
    const schema = ofAny(properties?.get(name) ?? undeclared(rest), zod);
    return required?.includes(name) === true ? member(name, schema) : member(name, code`${schema}.optional()`);
  });
  const shape = objectOf(members);
  if (rest === false) return code`z.strictObject(${shape})`;
  return other === undefined ? code`z.looseObject(${shape})` : code`z.object(${shape}).catchall(${other})`;
}

/** What a property is that is demanded and not described. */
const undeclared = (rest: Schema | undefined): Schema => rest ?? true;

const member = (name: string, schema: Fragment): Fragment =>
  name === "__proto__" ? code`["__proto__"]: ${schema}` : code`${propertyName(name)}: ${schema}`;
