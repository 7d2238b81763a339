import { withOperationSchemas, withSubschemas, type Schema } from "../../openapi/index.ts";
import type { Plan } from "../plan/index.ts";

/** The plan as a client sees it: a value with a default may be left out, since the server fills it in. */
export function withoutDefaults(plan: Plan): Plan {
  const schemas = [...plan.model.schemas.values()].map(
    (named) => [named.key, Object.assign({ ...named }, { schema: bare(named.schema) })] as const,
  );
  const operations = plan.operations.map((one) =>
    Object.assign({ ...one }, { operation: withOperationSchemas(one.operation, bare) }),
  );
  return { ...plan, model: { ...plan.model, schemas: new Map(schemas) }, operations };
}

function bare(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  const { default: _, ...rest } = withSubschemas(schema, bare);
  return rest;
}
