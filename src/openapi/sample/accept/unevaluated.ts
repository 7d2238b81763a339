import { type JsonValue, isJsonArray, isJsonObject } from "../../../kit/index.ts";
import type { SchemaObject } from "../../index.ts";
import { type Marks, type Visit, joinMarks } from "./visit.ts";

interface Looked {
  readonly visit: Visit;
  readonly seen: Marks;
}

/** `unevaluatedProperties` and `unevaluatedItems`: they speak about what nothing else has looked at. */
export function unevaluatedParts(value: JsonValue, schema: SchemaObject, looked: Looked): Marks | undefined {
  const { unevaluatedProperties, unevaluatedItems } = schema;
  if (unevaluatedProperties !== undefined && isJsonObject(value)) {
    const rest = Object.entries(value).filter(([name]) => !looked.seen.properties.has(name));
    if (!rest.every(([, part]) => looked.visit.part(part, unevaluatedProperties))) return undefined;
    return joinMarks([looked.seen, { properties: new Set(rest.map(([name]) => name)), items: new Set() }]);
  }
  if (unevaluatedItems !== undefined && isJsonArray(value)) {
    const rest = [...value.keys()].filter((position) => !looked.seen.items.has(position));
    if (!rest.every((position) => looked.visit.part(value[position] ?? null, unevaluatedItems))) return undefined;
    return joinMarks([looked.seen, { properties: new Set(), items: new Set(rest) }]);
  }
  return looked.seen;
}
