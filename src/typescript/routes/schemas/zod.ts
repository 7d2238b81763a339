import type { JsonValue } from "../../../kit/index.ts";
import { isJsonObject } from "../../../kit/index.ts";
import { numberOf, pathOf, textOf, type ExternalValue, type Schema } from "../value.ts";
import { anything, jsonOf, linksOf, nullable, schemaOf, type Link, type Reader, type Reading } from "./reading.ts";
import { complete, extend, partial, picked, shapeSchema, type Change } from "./zod-shapes.ts";

type Make = (link: Link, reader: Reader) => Reading;

const plain =
  (schema: Schema): Make =>
  () => ({ schema, isOptional: false });
const text = (format?: string): Make => plain(schemaOf({ type: "string", format }));
const integer: Schema = { type: "integer" };

/** `z.object({ email: z.string().email() }).strict()` as JSON Schema. */
export function readZod(value: ExternalValue, reader: Reader): Reading {
  const [first, ...rest] = linksOf(value);
  if (first === undefined) return anything;
  const isCoerced = pathOf(value).includes("coerce.");
  const made = MAKERS.get(first.name)?.(first, reader) ?? anything;
  const start =
    isCoerced && first.name === "date" ? { ...made, schema: { type: "string", format: "date-time" } } : made;
  return rest.reduce((reading, link) => CHANGES.get(link.name)?.(reading, link, reader) ?? reading, start);
}

const items: Make = ({ args: [item] }, reader) => ({
  schema: { type: "array", items: reader.read(item).schema },
  isOptional: false,
});

const object: Make = ({ args: [shape] }, reader) => ({ schema: shapeSchema(shape, reader), isOptional: false });

const choice =
  (keyword: "anyOf" | "oneOf", at: number): Make =>
  ({ args }, reader) => {
    const options = args[at];
    const list = options?.kind === "array" ? options.items.map((one) => reader.read(one).schema) : [];
    return { schema: list.length === 0 ? {} : { [keyword]: list }, isOptional: false };
  };

const discriminated: Make = (link, reader) => {
  const property = textOf(link.args[0]);
  const reading = choice("oneOf", 1)(link, reader);
  const isNamed = property !== undefined && Array.isArray(reading.schema["oneOf"]);
  return isNamed ? { ...reading, schema: { ...reading.schema, discriminator: { propertyName: property } } } : reading;
};

const enumeration: Make = ({ args: [values] }) => {
  const json = jsonOf(values);
  const list = Array.isArray(json) ? json : isJsonObject(json) ? Object.values(json) : [];
  return { schema: schemaOf({ type: typeOfAll(list), enum: list.length === 0 ? undefined : list }), isOptional: false };
};

function typeOfAll(list: readonly JsonValue[]): string | undefined {
  if (list.every((one) => typeof one === "string")) return "string";
  return list.every((one) => typeof one === "number") ? "number" : undefined;
}

const record: Make = ({ args }, reader) => ({
  schema: { type: "object", additionalProperties: reader.read(args.at(-1)).schema },
  isOptional: false,
});

const tuple: Make = ({ args: [list] }, reader) => {
  const prefixItems = list?.kind === "array" ? list.items.map((one) => reader.read(one).schema) : [];
  return {
    schema: { type: "array", prefixItems, minItems: prefixItems.length, maxItems: prefixItems.length },
    isOptional: false,
  };
};

const literal: Make = ({ args: [value] }) => {
  const json = jsonOf(value);
  if (Array.isArray(json)) return { schema: { enum: json }, isOptional: false };
  return { schema: json === undefined ? {} : schemaOf({ type: jsonType(json), const: json }), isOptional: false };
};

const jsonType = (value: JsonValue): string | undefined =>
  value === null ? "null" : /^(?:string|number|boolean)$/.test(typeof value) ? typeof value : undefined;

const lazy: Make = ({ args: [make] }, reader) => reader.read(make);

const both: Make = ({ args }, reader) => ({
  schema: { allOf: args.map((one) => reader.read(one).schema) },
  isOptional: false,
});

const MAKERS: ReadonlyMap<string, Make> = new Map<string, Make>([
  ["string", text()],
  ["number", plain({ type: "number" })],
  ["int", plain(integer)],
  ["int32", plain({ type: "integer", format: "int32" })],
  ["bigint", plain({ type: "integer", format: "int64" })],
  ["boolean", plain({ type: "boolean" })],
  ["stringbool", plain({ type: "boolean" })],
  ["date", text("date-time")],
  ["null", plain({ type: "null" })],
  ["undefined", () => ({ schema: {}, isOptional: true })],
  ["any", () => ({ schema: {}, isOptional: true })],
  ["unknown", () => ({ schema: {}, isOptional: true })],
  ["never", plain({ not: {} })],
  ["file", plain({ type: "string", format: "binary" })],
  ...["email", "uuid", "ipv4", "ipv6", "cuid", "ulid", "nanoid", "date-time"].map(
    (name) => [name, text(name)] as const,
  ),
  ...[
    ["url", "uri"],
    ["datetime", "date-time"],
    ["guid", "uuid"],
    ["uuidv4", "uuid"],
    ["iso", "date-time"],
  ].map(([name = "", format]) => [name, text(format)] as const),
  ["object", object],
  ["strictObject", (link, reader) => closed(object(link, reader))],
  ["looseObject", object],
  ["interface", object],
  ["array", items],
  ["set", (link, reader) => ({ schema: { ...items(link, reader).schema, uniqueItems: true }, isOptional: false })],
  ["union", choice("anyOf", 0)],
  ["discriminatedUnion", discriminated],
  ["intersection", both],
  ["enum", enumeration],
  ["nativeEnum", enumeration],
  ["record", record],
  ["map", record],
  ["tuple", tuple],
  ["literal", literal],
  ["lazy", lazy],
  ["preprocess", ({ args: [, inside] }, reader) => reader.read(inside)],
  ["optional", ({ args: [inside] }, reader) => ({ ...reader.read(inside), isOptional: true })],
  ["nullable", ({ args: [inside] }, reader) => withNull(reader.read(inside))],
  ["custom", () => anything],
]);

const withNull = (reading: Reading): Reading => ({ ...reading, schema: nullable(reading.schema) });
const closed = (reading: Reading): Reading => ({
  ...reading,
  schema: { ...reading.schema, additionalProperties: false },
});
const add =
  (entries: Schema): Change =>
  (reading) => ({ ...reading, schema: { ...reading.schema, ...entries } });
const optional: Change = (reading) => ({ ...reading, isOptional: true });

/** `min`, `max`, `length` mean another keyword for every type. */
const size =
  (keywords: Readonly<Record<string, readonly string[]>>): Change =>
  (reading, { args: [bound] }) => {
    const limit = numberOf(bound);
    const type = String(Array.isArray(reading.schema["type"]) ? reading.schema["type"][0] : reading.schema["type"]);
    const names = keywords[type === "integer" ? "number" : type] ?? [];
    return limit === undefined
      ? reading
      : { ...reading, schema: { ...reading.schema, ...Object.fromEntries(names.map((one) => [one, limit])) } };
  };

const over =
  (keyword: string): Change =>
  (reading, { args: [bound] }) => {
    const limit = numberOf(bound);
    return limit === undefined ? reading : { ...reading, schema: { ...reading.schema, [keyword]: limit } };
  };

const defaulted: Change = (reading, { args: [value] }) => {
  const json = jsonOf(value);
  return { schema: schemaOf({ ...reading.schema, default: json }), isOptional: true };
};

const pattern: Change = (reading, { args: [value] }) =>
  value?.kind === "pattern" ? { ...reading, schema: { ...reading.schema, pattern: value.source } } : reading;

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ["optional", optional],
  ["exactOptional", optional],
  ["nullable", withNull],
  ["nullish", (reading) => ({ ...withNull(reading), isOptional: true })],
  ["default", defaulted],
  ["prefault", defaulted],
  ["catch", defaulted],
  ["strict", closed],
  ["min", size({ string: ["minLength"], number: ["minimum"], array: ["minItems"] })],
  ["max", size({ string: ["maxLength"], number: ["maximum"], array: ["maxItems"] })],
  ["length", size({ string: ["minLength", "maxLength"], array: ["minItems", "maxItems"] })],
  ["gte", over("minimum")],
  ["lte", over("maximum")],
  ["gt", over("exclusiveMinimum")],
  ["lt", over("exclusiveMaximum")],
  ["multipleOf", over("multipleOf")],
  ["step", over("multipleOf")],
  ["positive", add({ exclusiveMinimum: 0 })],
  ["nonnegative", add({ minimum: 0 })],
  ["negative", add({ exclusiveMaximum: 0 })],
  ["int", add(integer)],
  [
    "nonempty",
    (reading, link, reader) =>
      size({ string: ["minLength"], array: ["minItems"] })(
        reading,
        { ...link, args: [{ kind: "constant", value: 1 }] },
        reader,
      ),
  ],
  ...["email", "uuid", "ipv4", "ipv6", "date", "time", "duration"].map((format) => [format, add({ format })] as const),
  ["url", add({ format: "uri" })],
  ["datetime", add({ format: "date-time" })],
  ["regex", pattern],
  ["extend", extend],
  ["safeExtend", extend],
  ["merge", extend],
  ["augment", extend],
  ["pick", picked(true)],
  ["omit", picked(false)],
  ["partial", partial],
  ["deepPartial", partial],
  ["required", complete],
  ["array", (reading) => ({ schema: { type: "array", items: reading.schema }, isOptional: false })],
  [
    "or",
    (reading, { args: [other] }, reader) => ({
      ...reading,
      schema: { anyOf: [reading.schema, reader.read(other).schema] },
    }),
  ],
  [
    "and",
    (reading, { args: [other] }, reader) => ({
      ...reading,
      schema: { allOf: [reading.schema, reader.read(other).schema] },
    }),
  ],
  [
    "describe",
    (reading, { args: [words] }) => ({
      ...reading,
      schema: schemaOf({ ...reading.schema, description: textOf(words) }),
    }),
  ],
  [
    "catchall",
    (reading, { args: [inside] }, reader) => ({
      ...reading,
      schema: { ...reading.schema, additionalProperties: reader.read(inside).schema },
    }),
  ],
  ["unwrap", (reading) => reading],
]);
