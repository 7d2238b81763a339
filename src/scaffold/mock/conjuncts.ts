import { isDefined } from "../../kit/index.ts";
import type { Schema, SchemaObject } from "../../openapi/index.ts";
import type { JudgeScope } from "../../openapi/sample/index.ts";

/** The schema and all that hold for the same value with certainty: references and `allOf`. */
export function conjunctsOf(schema: Schema, scope: JudgeScope): readonly SchemaObject[] {
  const found = new Set<SchemaObject>();
  const pending: Schema[] = [schema];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "boolean" || found.has(next)) continue;
    found.add(next);
    const target = next.ref === undefined ? undefined : scope.schemas.get(next.ref)?.schema;
    pending.push(...[target, ...(next.allOf ?? [])].filter(isDefined));
  }
  return [...found];
}
