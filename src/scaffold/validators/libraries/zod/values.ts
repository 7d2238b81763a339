import type { JsonValue } from "../../../../kit/index.ts";
import type { SchemaObject } from "../../../../openapi/index.ts";
import { arrayOf, code, literal, type Fragment } from "../../../../typescript/index.ts";
import { valuesOfType } from "../values.ts";

/** A list of plain values, without those that the type rules out. */
export function enumOf(values: readonly JsonValue[] | undefined, said: SchemaObject): Fragment | undefined {
  if (values === undefined) return undefined;
  const fitting = valuesOfType(values, said);
  if (fitting.length === 0) return code`z.never()`;
  const others = fitting.filter((value) => value !== null);
  if (others.length === 0) return code`z.null()`;
  const list = arrayOf(others.map(literal));
  const schema = others.every((value) => typeof value === "string") ? code`z.enum(${list})` : code`z.literal(${list})`;
  return others.length < fitting.length ? code`${schema}.nullable()` : schema;
}

/** A plain value, where the type beside it allows it. */
export function constantOf(value: JsonValue | undefined, said: SchemaObject): Fragment | undefined {
  if (value === undefined) return undefined;
  return valuesOfType([value], said).length === 0 ? code`z.never()` : code`z.literal(${literal(value)})`;
}
