import type { JsonValue } from "../../../../kit/index.ts";
import type { SchemaObject } from "../../../../openapi/index.ts";
import { arrayOf, code, literal, type Fragment } from "../../../../typescript/index.ts";
import { valuesOfType } from "../values.ts";

/** A list of plain values, without those that the type rules out. */
export function listedValues(values: readonly JsonValue[], said: SchemaObject): Fragment {
  const fitting = valuesOfType(values, said);
  if (fitting.length === 0) return code`Type.Never()`;
  const [only] = fitting;
  if (said.const !== undefined && only !== undefined) return fixedValue(only);
  const isText = fitting.every((value) => typeof value === "string" || typeof value === "number");
  if (isText) return code`Type.Enum(${arrayOf(fitting.map(literal))})`;
  if (only !== undefined && fitting.length === 1) return fixedValue(only);
  return code`Type.Union(${arrayOf(fitting.map(fixedValue))})`;
}

/** A plain value. */
const fixedValue = (value: JsonValue): Fragment =>
  value === null ? code`Type.Null()` : code`Type.Literal(${literal(value)})`;
