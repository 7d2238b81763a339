import { isJsonArray, isJsonObject } from "../../../kit/index.ts";
import type { Machine } from "../machine/machine.ts";
import { objectSchema, schemaOf, type Reading } from "../schemas/reading.ts";
import { readSchema } from "../schemas/read.ts";
import type { Part, Schema } from "../value.ts";
import type { FieldRule } from "./express-validator.ts";
import type { BodyFacts, Confidence, ParameterFacts } from "./model.ts";
import type { Seen } from "./record.ts";
import type { Validation } from "./validation.ts";

/** All that is known of what a route takes. */
export interface Taken {
  readonly validations: readonly Validation[];
  readonly fields: readonly FieldRule[];
  /** Schemas by part from annotations. */
  readonly typed: ReadonlyMap<Part, Schema>;
  readonly reads: Seen["reads"];
  readonly uploads: readonly { readonly name: string; readonly isMany: boolean }[] | undefined;
  readonly contentType: string | undefined;
}

interface PartSchema {
  readonly schema: Schema;
  readonly confidence: Confidence;
  readonly isOptional: boolean;
}

/** The schema of one part of the request: what is checked, else what is annotated, else what is read. */
export function partSchema(machine: Machine, taken: Taken, part: Part): PartSchema | undefined {
  const declared = validated(machine, taken, part);
  if (declared !== undefined) return declared;
  const typed = taken.typed.get(part);
  if (typed !== undefined && Object.keys(typed).length > 0)
    return { schema: typed, confidence: "declared", isOptional: false };
  const read = ofReads(taken, part);
  return read === undefined ? undefined : { schema: read, confidence: "seen", isOptional: false };
}

function validated(machine: Machine, taken: Taken, part: Part): PartSchema | undefined {
  const whole = taken.validations
    .filter((one) => one.part === part && one.field === undefined)
    .map((one) => readSchema(machine, one.schema));
  const single = taken.validations.filter((one) => one.part === part && one.field !== undefined);
  const rules = taken.fields.filter((one) => one.part === part);
  const readings = new Map<string, Reading>(single.map((one) => [one.field ?? "", readSchema(machine, one.schema)]));
  for (const { field, schema, isOptional } of rules)
    if (!field.includes(".") && field !== "*") readings.set(field, { schema, isOptional });
  const nested = rules.filter(({ field }) => field.includes("."));
  const own = readings.size > 0 || nested.length > 0 ? [nested.reduce(withNested, objectSchema(readings))] : [];
  const unique = distinct([...whole.map(({ schema }) => schema), ...own]);
  const [first] = unique;
  if (first === undefined) return undefined;
  const isOptional = whole.length > 0 && whole.every((one) => one.isOptional) && own.length === 0;
  return { schema: unique.length === 1 ? first : { allOf: unique }, confidence: "declared", isOptional };
}

const distinct = (schemas: readonly Schema[]): readonly Schema[] => {
  const seen = new Map(schemas.map((one) => [JSON.stringify(one), one]));
  return [...seen.values()];
};

/** `address.city`, `items.*.sku` put into an object's schema. */
function withNested(schema: Schema, rule: FieldRule): Schema {
  return put(schema, rule.field.split("."), rule.schema);
}

function put(schema: Schema, [name, ...rest]: readonly string[], leaf: Schema): Schema {
  if (name === undefined) return { ...schema, ...leaf };
  if (name === "*") return { ...schema, type: "array", items: put(childOf(schema["items"]), rest, leaf) };
  const properties = childOf(schema["properties"]);
  const inside = put(childOf(properties[name]), rest, leaf);
  return { ...schema, type: "object", properties: { ...properties, [name]: inside } };
}

const childOf = (value: Schema[string] | undefined): Schema => (isJsonObject(value) ? value : {});

const LIST = /^(?:map|forEach|filter|reduce|find|some|every|push|length|join|slice|includes|flatMap)$/;
const TEXT = /^(?:trim|toLowerCase|toUpperCase|split|replace|startsWith|endsWith|match|normalize|charAt|substring)$/;

/** Fields that the code reads, as a schema without requirements. */
function ofReads({ reads }: Taken, part: Part): Schema | undefined {
  let schema: Schema | undefined;
  for (const { piece, type } of reads.values()) {
    if (piece.part !== part) continue;
    const [name = ""] = piece.path;
    if (piece.path.length > 0 && (LIST.test(name) || name === "*")) schema ??= {};
    else schema = withRead(schema ?? {}, piece.path, type);
  }
  return schema;
}

function withRead(schema: Schema, [name, ...rest]: readonly string[], type: string | undefined): Schema {
  if (name === undefined) return type === undefined ? schema : { ...schema, type };
  if (TEXT.test(name)) return { ...schema, type: "string" };
  if (LIST.test(name) || /^\d+$/.test(name)) return { ...schema, type: "array", items: childOf(schema["items"]) };
  const properties = childOf(schema["properties"]);
  return {
    ...schema,
    type: "object",
    properties: { ...properties, [name]: withRead(childOf(properties[name]), rest, type) },
  };
}

/** The parameters of one part. */
export function parametersOf(
  machine: Machine,
  taken: Taken,
  part: "query" | "header" | "cookie",
): readonly ParameterFacts[] {
  const known = partSchema(machine, taken, part);
  if (known === undefined) return [];
  const schema = expanded(machine, known.schema);
  const { properties, required } = schema;
  const names = Object.entries(isJsonObject(properties) ? properties : {});
  const needed = Array.isArray(required) ? required : [];
  return names
    .filter(([name]) => part !== "header" || !IGNORED.has(name.toLowerCase()))
    .map(([name, one]) => ({
      name,
      in: part,
      required: needed.includes(name),
      schema: childOf(one),
      confidence: known.confidence,
    }));
}

/** OpenAPI says these elsewhere. */
const IGNORED: ReadonlySet<string> = new Set([
  "authorization",
  "content-type",
  "accept",
  "cookie",
  "host",
  "user-agent",
  "content-length",
]);

/** A component's own schema, and `allOf` as one object. */
export function expanded(machine: Machine, schema: Schema, depth = 0): Schema {
  const { $ref, allOf } = schema;
  if (depth > 8) return schema;
  if (typeof $ref === "string") {
    const found = machine.components.get($ref.split("/").at(-1) ?? "")?.schema;
    return found === undefined ? schema : expanded(machine, found, depth + 1);
  }
  if (!Array.isArray(allOf)) return schema;
  const parts = allOf.filter(isJsonObject).map((one) => expanded(machine, one, depth + 1));
  const all = [...parts, schema].flatMap((one) => Object.entries(childOf(one["properties"])));
  const properties = Object.fromEntries(all);
  const required = parts.flatMap(({ required: names }) => (isJsonArray(names) ? names : []));
  return schemaOf({ type: "object", properties, required: required.length === 0 ? undefined : required });
}

/** The body with its media types. */
export function bodyOf(machine: Machine, taken: Taken, method: string): BodyFacts | undefined {
  const known = partSchema(machine, taken, "body");
  if (taken.uploads !== undefined) return uploadBody(taken.uploads, known);
  if (
    known === undefined ||
    (known.confidence === "seen" &&
      /^(?:GET|HEAD|DELETE|OPTIONS)$/.test(method) &&
      Object.keys(known.schema).length === 0)
  )
    return undefined;
  if (/^(?:GET|HEAD)$/.test(method) && known.confidence !== "declared") return undefined;
  const { required } = expanded(machine, known.schema);
  const isRequired =
    known.confidence === "declared" && (!known.isOptional || (Array.isArray(required) && required.length > 0));
  return {
    required: isRequired,
    content: { [taken.contentType ?? "application/json"]: known.schema },
    confidence: known.confidence,
  };
}

function uploadBody(uploads: NonNullable<Taken["uploads"]>, known: PartSchema | undefined): BodyFacts {
  const files = Object.fromEntries(
    uploads.map(({ name, isMany }) => {
      const file = { type: "string", format: "binary" };
      return [name, isMany ? { type: "array", items: file } : file];
    }),
  );
  const schema = known?.schema ?? {};
  const properties = { ...childOf(schema["properties"]), ...files };
  return {
    required: true,
    content: { "multipart/form-data": schemaOf({ ...schema, $ref: undefined, type: "object", properties }) },
    confidence: "declared",
  };
}
