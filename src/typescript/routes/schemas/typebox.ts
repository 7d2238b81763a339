import { isJsonObject } from "../../../kit/index.ts";
import type { ExternalValue, Schema, Value } from "../value.ts";
import { anything, jsonOf, linksOf, objectSchema, schemaOf, type Link, type Reader, type Reading } from "./reading.ts";

type Make = (link: Link, reader: Reader) => Reading;

/** The first argument is the content, the last one holds keywords. */
function withOptions(schema: Schema, options: Value | undefined): Reading {
  const json = jsonOf(options);
  return { schema: isJsonObject(json) ? { ...schema, ...json } : schema, isOptional: false };
}

const simple =
  (type: string): Make =>
  ({ args: [options] }) =>
    withOptions({ type }, options);

const members = (value: Value | undefined, reader: Reader): readonly Schema[] =>
  value?.kind === "array" ? value.items.map((one) => reader.read(one).schema) : [];

function union({ args: [list, options] }: Link, reader: Reader): Reading {
  const all = members(list, reader);
  const constants = all.map((one) => one["const"]).filter((one) => one !== undefined);
  const isEnum = constants.length === all.length && constants.every((one) => typeof one === "string");
  return withOptions(isEnum ? { type: "string", enum: constants } : { anyOf: all }, options);
}

const object: Make = ({ args: [shape, options] }, reader) =>
  withOptions(
    shape?.kind === "object"
      ? objectSchema(new Map([...shape.properties].map(([name, one]) => [name, reader.read(one)])))
      : { type: "object" },
    options,
  );

const changed =
  (change: (schema: Schema, names: readonly string[]) => Schema): Make =>
  ({ args: [inside, keys] }, reader) => {
    const { schema } = reader.read(inside);
    const list = keys?.kind === "external" ? reader.read(keys).schema["enum"] : jsonOf(keys);
    const names = Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
    return { schema: change(schema, names), isOptional: false };
  };

function only(schema: Schema, keeps: (name: string) => boolean): Schema {
  const { properties, required } = schema;
  const own = isJsonObject(properties) ? Object.entries(properties).filter(([name]) => keeps(name)) : [];
  const needed = Array.isArray(required) ? required.filter((one) => typeof one === "string" && keeps(one)) : [];
  return schemaOf({
    ...schema,
    properties: Object.fromEntries(own),
    required: needed.length === 0 ? undefined : needed,
  });
}

const MAKERS: ReadonlyMap<string, Make> = new Map<string, Make>([
  ["String", simple("string")],
  ["Number", simple("number")],
  ["Integer", simple("integer")],
  ["Boolean", simple("boolean")],
  ["Null", simple("null")],
  ["Any", ({ args: [options] }) => withOptions({}, options)],
  ["Unknown", ({ args: [options] }) => withOptions({}, options)],
  ["Unsafe", ({ args: [options] }) => withOptions({}, options)],
  ["Literal", ({ args: [value] }) => ({ schema: schemaOf({ const: jsonOf(value) }), isOptional: false })],
  ["Object", object],
  [
    "Array",
    ({ args: [item, options] }, reader) => withOptions({ type: "array", items: reader.read(item).schema }, options),
  ],
  [
    "Tuple",
    ({ args: [list, options] }, reader) => withOptions({ type: "array", prefixItems: members(list, reader) }, options),
  ],
  [
    "Record",
    ({ args: [, item, options] }, reader) =>
      withOptions({ type: "object", additionalProperties: reader.read(item).schema }, options),
  ],
  ["Union", union],
  ["Intersect", ({ args: [list] }, reader) => ({ schema: { allOf: members(list, reader) }, isOptional: false })],
  ["Composite", ({ args: [list] }, reader) => ({ schema: { allOf: members(list, reader) }, isOptional: false })],
  [
    "Enum",
    ({ args: [values] }) => ({
      schema: schemaOf({ enum: Object.values(recordOf(jsonOf(values))) }),
      isOptional: false,
    }),
  ],
  ["Optional", ({ args: [inside] }, reader) => ({ ...reader.read(inside), isOptional: true })],
  ["Readonly", ({ args: [inside] }, reader) => reader.read(inside)],
  ["Partial", changed((schema) => schemaOf({ ...schema, required: undefined }))],
  ["Pick", changed((schema, names) => only(schema, (name) => names.includes(name)))],
  ["Omit", changed((schema, names) => only(schema, (name) => !names.includes(name)))],
  ["Date", () => ({ schema: { type: "string", format: "date-time" }, isOptional: false })],
  ["Ref", ({ args: [inside] }, reader) => reader.read(inside)],
]);

const recordOf = (value: unknown): Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/** `Type.Object({ name: Type.String({ minLength: 1 }) })`. */
export function readTypebox(value: ExternalValue, reader: Reader): Reading {
  const [first] = linksOf(value);
  return first === undefined ? anything : (MAKERS.get(first.name)?.(first, reader) ?? anything);
}
