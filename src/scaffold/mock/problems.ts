import { type JsonValue, isJsonArray, isJsonObject } from "../../kit/index.ts";
import type { Schema, SchemaObject } from "../../openapi/index.ts";
import {
  accepts,
  hiddenProperties,
  type JudgeScope,
  schemaOfItem,
  schemasOfProperty,
} from "../../openapi/sample/index.ts";
import { conjunctsOf } from "./conjuncts.ts";
import type { Problem } from "./request.ts";
import { demandsOf } from "./demands.ts";

const MOST = 20;

/** The innermost places where a value is not what its schema describes; none where it is. */
export function problemsOf(value: JsonValue, schema: Schema, at: At): readonly Problem[] {
  if (accepts(value, schema, at.scope)) return [];
  const parts = conjunctsOf(schema, at.scope);
  const inside = [...missing(value, schema, at), ...parts.flatMap((part) => insideOf(value, part, at))];
  if (inside.length > 0) return unique(inside).slice(0, MOST);
  return [{ field: at.field, message: demandsOf(value, parts) }];
}

export interface At {
  /** Dotted: `body.items.0`. */
  readonly field: string;
  readonly scope: JudgeScope;
}

function missing(value: JsonValue, schema: Schema, { field, scope }: At): readonly Problem[] {
  if (!isJsonObject(value)) return [];
  const hidden = hiddenProperties(schema, scope);
  const names = conjunctsOf(schema, scope).flatMap(({ required }) => required ?? []);
  return names
    .filter((name) => !Object.hasOwn(value, name) && !hidden.has(name))
    .map((name) => ({ field: `${field}.${name}`, message: "is required" }));
}

function insideOf(value: JsonValue, part: SchemaObject, at: At): readonly Problem[] {
  if (isJsonArray(value))
    return value.flatMap((item, position) => problemsIn(item, schemaOfItem(position, part), inner(at, position)));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    schemasOfProperty(name, part, at.scope.matches).flatMap((schema) => problemsIn(item, schema, inner(at, name))),
  );
}

function problemsIn(value: JsonValue, schema: Schema | undefined, at: At): readonly Problem[] {
  if (schema === false) return [{ field: at.field, message: "is not allowed here" }];
  return schema === undefined ? [] : problemsOf(value, schema, at);
}

const inner = ({ field, scope }: At, name: string | number): At => ({ field: `${field}.${name}`, scope });

function unique(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.field} ${problem.message}`, problem])).values()];
}
