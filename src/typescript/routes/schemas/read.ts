import { isJsonObject } from "../../../kit/index.ts";
import { LIMITS } from "../limits.ts";
import type { Machine } from "../machine/machine.ts";
import { schemaOfType } from "../types/schema.ts";
import { unknown, type ExternalValue, type Schema, type Value } from "../value.ts";
import { readJoi } from "./joi.ts";
import { anything, jsonOf, objectSchema, schemaOf, type Reader, type Reading } from "./reading.ts";
import { readTypebox } from "./typebox.ts";
import { readZod } from "./zod.ts";

const LIBRARIES: readonly (readonly [RegExp, (value: ExternalValue, reader: Reader) => Reading])[] = [
  [/^(?:zod(?:\/.*)?|@asteasolutions\/zod-to-openapi|fastify-zod|zod-openapi)$/, readZod],
  [/^(?:joi|@hapi\/joi|celebrate|koa-joi-router|yup)$/, readJoi],
  [/^(?:@sinclair\/typebox|typebox|@fastify\/type-provider-typebox)$/, readTypebox],
];

const libraryOf = (source: string) => LIBRARIES.find(([name]) => name.test(source))?.[1];

/** True for a schema of a validation library. */
export const isSchemaValue = (value: Value | undefined): boolean =>
  value?.kind === "external" && libraryOf(value.source) !== undefined && value.steps.length > 0;

/** The schema of a value that describes others: of zod, Joi, yup, TypeBox, a class with decorators, or JSON Schema itself. */
export function readSchema(machine: Machine, value: Value | undefined, depth = 0): Reading {
  if (value === undefined || depth > LIMITS.schemaDepth) return anything;
  const reader: Reader = { machine, depth, read: (inside) => readSchema(machine, inside, depth + 1) };
  if (value.kind === "external") return libraryOf(value.source)?.(value, reader) ?? anything;
  if (value.kind === "function")
    return readSchema(machine, machine.call(value, [unknown], { node: value.node, scope: value.scope }), depth + 1);
  if (value.kind === "class")
    return { schema: schemaOfType(machine, { node: value.node, scope: value.scope }), isOptional: false };
  if (value.kind === "object") return { schema: literalSchema(machine, value, reader), isOptional: false };
  return anything;
}

const KEYWORDS =
  /^(?:type|\$ref|properties|items|anyOf|oneOf|allOf|enum|const|\$id|required|additionalProperties|if|not)$/;

/** JSON Schema as it is written in the source; an object of schemas is an object's properties. */
function literalSchema(machine: Machine, value: Value & { readonly kind: "object" }, reader: Reader): Schema {
  const names = [...value.properties.keys()];
  const isJsonSchema = names.some((name) => KEYWORDS.test(name)) && ![...value.properties.values()].some(isSchemaValue);
  if (isJsonSchema) return jsonSchema(machine, value, reader);
  if (names.length === 0) return {};
  return objectSchema(new Map([...value.properties].map(([name, one]) => [name, reader.read(one)])));
}

/** Parts of a JSON Schema may be schemas of a library: only what is plain data is copied. */
function jsonSchema(machine: Machine, value: Value & { readonly kind: "object" }, reader: Reader): Schema {
  const json = jsonOf(value);
  const own = isJsonObject(json) ? json : {};
  const { properties } = own;
  const inside = value.properties.get("properties");
  const read =
    inside?.kind === "object" && isJsonObject(properties)
      ? Object.fromEntries([...inside.properties].map(([name, one]) => [name, partOf(machine, one, reader)]))
      : undefined;
  const items = value.properties.get("items");
  const { $id: _id, $schema: _schema, ...kept } = own;
  return resolved(
    machine,
    schemaOf({ ...kept, properties: read, items: items === undefined ? undefined : partOf(machine, items, reader) }),
  );
}

const partOf = (machine: Machine, value: Value, reader: Reader): Schema =>
  value.kind === "object" ? jsonSchema(machine, value, reader) : reader.read(value).schema;

/** `{ $ref: "user#" }` of Fastify's `addSchema` becomes a component. */
function resolved(machine: Machine, schema: Schema): Schema {
  const { $ref } = schema;
  if (typeof $ref !== "string" || $ref.startsWith("#/components/")) return schema;
  const [id = "", pointer = ""] = $ref.split("#");
  const shared = machine.shared.get(id);
  if (shared === undefined) return {};
  const name = id.replaceAll(/[^\w.-]/g, "") || "Schema";
  if (!machine.components.has(name)) {
    machine.components.set(name, { schema: {}, node: shared });
    machine.components.set(name, { schema: readSchema(machine, shared).schema, node: shared });
  }
  return { $ref: `#/components/schemas/${name}${pointer}` };
}
