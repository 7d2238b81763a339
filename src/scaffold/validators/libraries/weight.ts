import type { ApiModel, Schema } from "../../../openapi/index.ts";
import { subschemas } from "../../plan/index.ts";

/**
 * Schemas within one, above which it does not stand within others: TypeBox compiles what is nested, and the compiler reads zod's
 * types of it, each time it occurs.
 */
const MOST_NESTED = 200;

/** True for a schema that is too large to stand within others, all that stands within it counted as often as it does. */
export function isHeavy(model: ApiModel, schema: Schema): boolean {
  return weigh(schema, { model, known: knownIn(model) }) > MOST_NESTED;
}

interface Scale {
  readonly model: ApiModel;
  readonly known: Map<string, number>;
}

const scales = new WeakMap<ApiModel, Map<string, number>>();

function knownIn(model: ApiModel): Map<string, number> {
  const known = scales.get(model) ?? new Map<string, number>();
  scales.set(model, known);
  return known;
}

/** What is being weighed weighs one: a circle is closed by a reference. */
function weightOf(key: string, scale: Scale): number {
  const known = scale.known.get(key);
  if (known !== undefined) return known;
  scale.known.set(key, 1);
  const weight = weigh(scale.model.schemas.get(key)?.schema ?? true, scale);
  scale.known.set(key, weight);
  return weight;
}

function weigh(schema: Schema, scale: Scale): number {
  if (typeof schema === "boolean") return 1;
  const referred = schema.ref === undefined ? 0 : weightOf(schema.ref, scale);
  const within = subschemas(schema).map((one) => weigh(one, scale));
  return within.reduce((sum, weight) => sum + weight, 1 + (referred > MOST_NESTED ? 1 : referred));
}
