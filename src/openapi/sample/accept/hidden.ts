import { isDefined } from "../../../kit/index.ts";
import type { Schema } from "../../index.ts";
import type { JudgeScope } from "./visit.ts";

/** Names of properties that this side leaves out, wherever in the schema's references and branches they are declared. */
export function hiddenProperties(schema: Schema, scope: JudgeScope): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of inPlace(schema, scope, new Set())) {
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

/** The schema and all that may apply to the same value. */
function* inPlace(schema: Schema, scope: JudgeScope, seen: Set<Schema>): Generator<Schema> {
  if (typeof schema === "boolean" || seen.has(schema)) return;
  seen.add(schema);
  yield schema;
  const branches = [
    target(schema.ref, scope),
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    schema.then,
    schema.else,
  ];
  for (const next of branches.filter(isDefined)) yield* inPlace(next, scope, seen);
}

function target(key: string | undefined, scope: JudgeScope): Schema | undefined {
  return key === undefined ? undefined : scope.schemas.get(key)?.schema;
}
