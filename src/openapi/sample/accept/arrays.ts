import { type JsonValue, isJsonArray } from "../../../kit/index.ts";
import type { Schema, SchemaObject } from "../../index.ts";
import { type Applicator, NO_MARKS, type Visit } from "./visit.ts";

/** `prefixItems`, `items`, `contains`. */
export const arrayParts: Applicator = (value, schema, visit) => {
  if (!isJsonArray(value)) return NO_MARKS;
  const seen = new Set<number>();
  for (const [position, item] of value.entries()) {
    const applied = schemaOfItem(position, schema);
    if (applied === undefined) continue;
    if (!visit.part(item, applied)) return undefined;
    seen.add(position);
  }
  const contained = containedAt(value, schema, visit);
  return contained === undefined ? undefined : { properties: new Set(), items: new Set([...seen, ...contained]) };
};

/** What one schema object says about the item at a position. */
export function schemaOfItem(position: number, schema: SchemaObject): Schema | undefined {
  return schema.prefixItems?.[position] ?? schema.items;
}

/** Positions that `contains` matches, or undefined when they are too few or too many. */
function containedAt(value: readonly JsonValue[], schema: SchemaObject, visit: Visit): readonly number[] | undefined {
  const { contains, minContains = 1, maxContains = Infinity } = schema;
  if (contains === undefined) return [];
  const found = [...value.keys()].filter((position) => visit.part(value[position] ?? null, contains));
  return found.length >= minContains && found.length <= maxContains ? found : undefined;
}
