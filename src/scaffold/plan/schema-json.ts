import type { JsonValue } from "../../kit/index.ts";
import { schemaWriter, type Schema } from "../../openapi/index.ts";
import type { Plan } from "./plan.ts";

const known = new WeakMap<Plan, (schema: Schema) => JsonValue>();

/** A schema of the plan as JSON Schema; references name the keys of the model. */
export function schemaJsonOf(plan: Plan, schema: Schema): JsonValue {
  const before = known.get(plan);
  if (before !== undefined) return before(schema);
  const write = schemaWriter((key) => key);
  known.set(plan, write);
  return write(schema);
}
