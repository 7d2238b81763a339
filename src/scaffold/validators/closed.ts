import {
  withOperationSchemas,
  withSubschemas,
  type Schema,
  type SchemaObject,
  type SubschemaKeyword,
} from "../../openapi/index.ts";
import type { OperationPlan, Plan } from "../plan/index.ts";
import { isOpen } from "./shape.ts";

/** The plan whose schemas refuse properties that they do not name, where the document leaves that open. */
export function closedPlan(plan: Plan): Plan {
  if (plan.options.unknownFields !== "reject") return plan;
  const { model } = plan;
  const value = (schema: Schema): Schema => closed(plan, schema);
  const schemas = [...model.schemas.values()].map(
    (named) => [named.key, { ...named, schema: withParts(named.schema, value) }] as const,
  );
  const operationOf = (planned: OperationPlan): OperationPlan => ({
    ...planned,
    operation: withOperationSchemas(planned.operation, value),
  });
  const operations = plan.operations.map(operationOf);
  const groups = plan.groups.map((group) => ({ ...group, operations: group.operations.map(operationOf) }));
  const sent = operations.map(({ operation }) => operation);
  return { ...plan, model: { ...model, operations: sent, schemas: new Map(schemas) }, operations, groups };
}

/** A schema of a whole value: what stands in place of it has to know all of its properties together. */
function closed(plan: Plan, schema: Schema): Schema {
  const inner = withParts(schema, (part) => closed(plan, part));
  if (typeof inner === "boolean" || isOpen(plan.model, schema)) return inner;
  return isPlain(inner) ? { ...inner, additionalProperties: false } : { ...inner, unevaluatedProperties: false };
}

function isPlain({ ref, allOf, anyOf, oneOf, if: condition, dependentSchemas }: SchemaObject): boolean {
  return [ref, allOf, anyOf, oneOf, condition, dependentSchemas].every((keyword) => keyword === undefined);
}

/** These describe a part of the value, as the whole that it is. */
const VALUES: ReadonlySet<SubschemaKeyword> = new Set([
  "properties",
  "patternProperties",
  "additionalProperties",
  "unevaluatedProperties",
  "items",
  "prefixItems",
  "unevaluatedItems",
]);
/** These describe the same value besides others. */
const PLACES: ReadonlySet<SubschemaKeyword> = new Set(["allOf", "anyOf", "oneOf", "dependentSchemas", "then", "else"]);

/** Values inside are closed; what is only asked (`not`, `if`, `contains`) means what it meant. */
function withParts(schema: Schema, value: (schema: Schema) => Schema): Schema {
  if (typeof schema === "boolean") return schema;
  return withSubschemas(schema, (inner, keyword) => {
    if (VALUES.has(keyword)) return value(inner);
    return PLACES.has(keyword) ? withParts(inner, value) : inner;
  });
}
