import { type JsonObject, type JsonValue, isJsonArray, isJsonObject } from "../../kit/index.ts";
import type { Schema } from "../index.ts";
import { hiddenProperties } from "./accept/index.ts";
import { allOfThem, type DrawContext } from "./context.ts";
import { type Expansion, expansionsOf } from "./expand.ts";
import { itemSchemas, propertySchemas } from "./parts.ts";

/** An example without what its side leaves out: examples in documents usually show the whole resource. */
export function withoutHidden(value: JsonValue, expansion: Expansion, context: DrawContext): JsonValue {
  if (isJsonObject(value)) return pruneObject(value, expansion, context);
  if (!isJsonArray(value)) return value;
  return value.map((item, position) => pruneBy(item, itemSchemas(position, expansion), { expansion, context }));
}

interface Parent {
  readonly expansion: Expansion;
  readonly context: DrawContext;
}

function pruneObject(value: JsonObject, expansion: Expansion, context: DrawContext): JsonValue {
  const hidden = new Set(expansion.conjuncts.flatMap((schema) => Array.from(hiddenProperties(schema, context.scope))));
  const kept = Object.entries(value).filter(([name]) => !hidden.has(name));
  const entries = kept.map(([name, part]) => {
    const schemas = propertySchemas(name, expansion);
    return [name, pruneBy(part, schemas, { expansion, context })] as const;
  });
  return Object.fromEntries(entries);
}

function pruneBy(part: JsonValue, schemas: readonly Schema[], { expansion, context }: Parent): JsonValue {
  const [home] = expansion.conjuncts;
  if (typeof part !== "object" || part === null || home === undefined || schemas.length === 0) return part;
  for (const next of expansionsOf(allOfThem(schemas, home), { ...context, active: [], reentries: 0 }))
    return withoutHidden(part, next, context);
  return part;
}
