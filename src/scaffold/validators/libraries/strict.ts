import {
  withSubschemas,
  type ApiModel,
  type NamedSchema,
  type Schema,
  type SchemaObject,
} from "../../../openapi/index.ts";
import type { Plan, SchemaNames } from "../../plan/index.ts";

/**
 * The plan with a second, closed schema beside each named object. Where properties that no schema names are refused, a reference
 * says so with `unevaluatedProperties`, which no library says well: to an object of its own it can say it by another name.
 */
export function withStrictSchemas(plan: Plan): Plan {
  if (plan.options.unknownFields !== "reject") return plan;
  const schemas = new Map<string, NamedSchema>();
  const names = new Map<string, SchemaNames>(plan.schemas);
  for (const [key, named] of plan.model.schemas) {
    schemas.set(key, { ...named, schema: strict(named.schema, plan.model) });
    const own = plan.schemas.get(key);
    if (own === undefined || !isOwnObject(named.schema)) continue;
    const closed = strict({ ...named.schema, additionalProperties: false }, plan.model);
    schemas.set(strictKey(key), { ...named, key: strictKey(key), schema: closed });
    names.set(strictKey(key), strictNames(own, strictKey(key)));
  }
  return { ...plan, model: { ...plan.model, schemas }, schemas: names };
}

const strictKey = (key: string): string => `${key} strict`;

const strictNames = ({ output, check, settle }: SchemaNames, key: string): SchemaNames => ({
  key,
  output: `Strict${output}`,
  input: `Strict${output}`,
  check: `${check}Strictly`,
  settle: `${settle}Strictly`,
});

/** References that close what they refer to, as references to the closed schema. */
export function strict(schema: Schema, model: ApiModel): Schema {
  if (typeof schema === "boolean") return schema;
  const inner = withSubschemas(schema, (part) => strict(part, model));
  const { ref, unevaluatedProperties, ...rest } = inner;
  const target = ref === undefined ? undefined : model.schemas.get(ref)?.schema;
  if (ref === undefined || unevaluatedProperties !== false || target === undefined || !isOwnObject(target))
    return inner;
  return { ...rest, ref: strictKey(ref) };
}

/** All that is said of its properties it says itself. */
function isOwnObject(schema: Schema): schema is SchemaObject {
  if (typeof schema === "boolean" || schema.properties === undefined) return false;
  const {
    ref,
    allOf,
    anyOf,
    oneOf,
    if: condition,
    dependentSchemas,
    additionalProperties,
    unevaluatedProperties,
  } = schema;
  const others = [ref, allOf, anyOf, oneOf, condition, dependentSchemas, additionalProperties, unevaluatedProperties];
  return others.every((keyword) => keyword === undefined);
}
