import { isDefined } from "../../../kit/index.ts";
import type { Schema } from "../../index.ts";
import type { JudgeScope } from "./visit.ts";

/**
 * Names of properties that this side leaves out, as the schema itself, its references or its `allOf` declare them. What one alternative
 * leaves out another one may demand.
 */
export function hiddenProperties(schema: Schema, scope: JudgeScope): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of wrapped(schema, scope, new Set())) {
    if (typeof part === "boolean") continue;
    for (const [name, property] of part.properties ?? []) if (isHidden(property, scope)) names.add(name);
  }
  return names;
}

function isHidden(schema: Schema, scope: JudgeScope): boolean {
  const keyword = scope.side === "request" ? "readOnly" : "writeOnly";
  for (const part of wrapped(schema, scope, new Set()))
    if (typeof part === "object" && part[keyword] === true) return true;
  return false;
}

/** The schema and all that apply to the same value with certainty: references and `allOf`. */
function* wrapped(schema: Schema, scope: JudgeScope, seen: Set<Schema>): Generator<Schema> {
  if (typeof schema === "boolean" || seen.has(schema)) return;
  seen.add(schema);
  yield schema;
  for (const next of [target(schema.ref, scope), ...(schema.allOf ?? [])].filter(isDefined))
    yield* wrapped(next, scope, seen);
}

function target(key: string | undefined, scope: JudgeScope): Schema | undefined {
  return key === undefined ? undefined : scope.schemas.get(key)?.schema;
}
