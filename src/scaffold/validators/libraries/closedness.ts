import type { ApiModel, Schema } from "../../../openapi/index.ts";

const DEEPEST = 12;

/** True where a schema, or one that stands in place of it, refuses properties that it does not name. */
export function refusesKeys(model: ApiModel, schema: Schema, depth = 0): boolean {
  if (typeof schema === "boolean" || depth > DEEPEST) return depth > DEEPEST;
  if (schema.additionalProperties === false) return true;
  const target = schema.ref === undefined ? true : (model.schemas.get(schema.ref)?.schema ?? true);
  return [target, ...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some((part) =>
    refusesKeys(model, part, depth + 1),
  );
}
