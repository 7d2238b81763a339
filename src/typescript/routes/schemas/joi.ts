import { isJsonObject } from "../../../kit/index.ts";
import { numberOf, textOf, type ExternalValue, type Schema, type Value } from "../value.ts";
import { anything, jsonOf, linksOf, nullable, schemaOf, type Link, type Reader, type Reading } from "./reading.ts";

/** Joi's and yup's properties are optional until they are `required()`. */
interface Draft {
  readonly schema: Schema;
  readonly isRequired: boolean;
  readonly reader: Reader;
}

type Change = (draft: Draft, link: Link) => Draft;

/** `Joi.object({ email: Joi.string().email().required() })`, `yup.object().shape({…})`. */
export function readJoi(value: ExternalValue, reader: Reader): Reading {
  const links = linksOf(value);
  if (links.length === 0) return anything;
  const start: Draft = { schema: {}, isRequired: false, reader };
  const { schema, isRequired } = links.reduce((draft, link) => CHANGES.get(link.name)?.(draft, link) ?? draft, start);
  return { schema, isOptional: !isRequired };
}

const is =
  (schema: Schema): Change =>
  (draft) => ({ ...draft, schema: { ...draft.schema, ...schema } });

const keys: Change = (draft, { args: [shape] }) => {
  const { properties, required } = draft.schema;
  const own = isJsonObject(properties) ? properties : {};
  const needed = Array.isArray(required) ? required.filter((one) => typeof one === "string") : [];
  if (shape?.kind !== "object") return { ...draft, schema: { ...draft.schema, type: "object" } };
  const readings = [...shape.properties].map(([name, one]) => [name, draft.reader.read(one)] as const);
  const more = Object.fromEntries(readings.map(([name, { schema }]) => [name, schema]));
  const all = [
    ...needed.filter((name) => !(name in more)),
    ...readings.filter(([, { isOptional }]) => !isOptional).map(([name]) => name),
  ];
  return {
    ...draft,
    schema: schemaOf({
      ...draft.schema,
      type: "object",
      properties: { ...own, ...more },
      required: all.length === 0 ? undefined : all,
    }),
  };
};

const items: Change = (draft, { args }) => {
  const schemas = args.filter((one) => one.kind !== "constant").map((one) => draft.reader.read(one).schema);
  const [first] = schemas;
  if (first === undefined) return { ...draft, schema: { ...draft.schema, type: "array" } };
  return {
    ...draft,
    schema: { ...draft.schema, type: "array", items: schemas.length === 1 ? first : { anyOf: schemas } },
  };
};

const flat = (values: readonly Value[]): readonly Value[] =>
  values.flatMap((one) => (one.kind === "array" ? one.items : [one]));

/** `valid("a", null)`: null makes it nullable, texts are the enum. */
const valid: Change = (draft, { args }) => {
  const values = flat(args)
    .map((one) => jsonOf(one))
    .filter((one) => one !== undefined);
  const given = values.filter((one) => one !== null && !(typeof one === "object"));
  const schema = given.length === 0 ? draft.schema : { ...draft.schema, enum: given };
  const isText = schema["type"] === undefined && given.every((one) => typeof one === "string") && given.length > 0;
  const known = isText ? { type: "string", ...schema } : schema;
  return { ...draft, schema: values.includes(null) ? nullable(known) : known };
};

const allow: Change = (draft, { args }) =>
  flat(args).some((one) => one.kind === "constant" && one.value === null)
    ? { ...draft, schema: nullable(draft.schema) }
    : draft;

const bound =
  (names: Readonly<Record<string, readonly string[]>>): Change =>
  (draft, { args: [value] }) => {
    const limit = numberOf(value);
    const { type } = draft.schema;
    const kind = String(Array.isArray(type) ? type[0] : type);
    const keywords = names[kind === "integer" ? "number" : kind] ?? [];
    return limit === undefined
      ? draft
      : { ...draft, schema: { ...draft.schema, ...Object.fromEntries(keywords.map((one) => [one, limit])) } };
  };

const pattern: Change = (draft, { args: [value] }) =>
  value?.kind === "pattern" ? { ...draft, schema: { ...draft.schema, pattern: value.source } } : draft;

const defaulted: Change = (draft, { args: [value] }) => ({
  ...draft,
  schema: schemaOf({ ...draft.schema, default: jsonOf(value) }),
});

const alternatives: Change = (draft, { args }) => {
  const schemas = flat(args)
    .filter((one) => one.kind === "external")
    .map((one) => draft.reader.read(one).schema);
  return schemas.length === 0 ? draft : { ...draft, schema: { anyOf: schemas } };
};

const when: Change = (draft) => draft;
const required: Change = (draft) => ({ ...draft, isRequired: true });
const optional: Change = (draft) => ({ ...draft, isRequired: false });

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ["string", is({ type: "string" })],
  ["number", is({ type: "number" })],
  ["integer", is({ type: "integer" })],
  ["boolean", is({ type: "boolean" })],
  ["bool", is({ type: "boolean" })],
  ["date", is({ type: "string", format: "date-time" })],
  ["binary", is({ type: "string", format: "binary" })],
  ["any", (draft) => draft],
  ["mixed", (draft) => draft],
  ["object", keys],
  ["keys", keys],
  ["shape", keys],
  ["append", keys],
  [
    "concat",
    (draft, { args: [other] }) => ({ ...draft, schema: { allOf: [draft.schema, draft.reader.read(other).schema] } }),
  ],
  ["array", items],
  ["items", items],
  ["of", items],
  ["alternatives", alternatives],
  ["try", alternatives],
  ["when", when],
  ["valid", valid],
  ["equal", valid],
  ["oneOf", valid],
  ["allow", allow],
  ["nullable", (draft) => ({ ...draft, schema: nullable(draft.schema) })],
  ["required", required],
  ["exist", required],
  ["defined", required],
  ["optional", optional],
  ["notRequired", optional],
  ["default", defaulted],
  ["min", bound({ string: ["minLength"], number: ["minimum"], array: ["minItems"], object: ["minProperties"] })],
  ["max", bound({ string: ["maxLength"], number: ["maximum"], array: ["maxItems"], object: ["maxProperties"] })],
  ["length", bound({ string: ["minLength", "maxLength"], array: ["minItems", "maxItems"] })],
  ["greater", bound({ number: ["exclusiveMinimum"] })],
  ["moreThan", bound({ number: ["exclusiveMinimum"] })],
  ["less", bound({ number: ["exclusiveMaximum"] })],
  ["lessThan", bound({ number: ["exclusiveMaximum"] })],
  ["multiple", bound({ number: ["multipleOf"] })],
  ["positive", is({ exclusiveMinimum: 0 })],
  ["negative", is({ exclusiveMaximum: 0 })],
  ["port", is({ minimum: 0, maximum: 65_535 })],
  ["email", is({ format: "email" })],
  ["uri", is({ format: "uri" })],
  ["url", is({ format: "uri" })],
  ["uuid", is({ format: "uuid" })],
  ["guid", is({ format: "uuid" })],
  ["hostname", is({ format: "hostname" })],
  ["isoDate", is({ format: "date-time" })],
  ["datetime", is({ format: "date-time" })],
  ["ip", is({ format: "ipv4" })],
  ["hex", is({ pattern: "^[0-9a-fA-F]+$" })],
  ["alphanum", is({ pattern: "^[a-zA-Z0-9]+$" })],
  ["token", is({ pattern: "^\\w+$" })],
  ["pattern", pattern],
  ["regex", pattern],
  ["matches", pattern],
  ["unique", is({ uniqueItems: true })],
  ["unknown", is({ additionalProperties: true })],
  ["noUnknown", is({ additionalProperties: false })],
  [
    "description",
    (draft, { args: [words] }) => ({ ...draft, schema: schemaOf({ ...draft.schema, description: textOf(words) }) }),
  ],
]);
