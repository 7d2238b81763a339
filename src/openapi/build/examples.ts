import type { JsonValue } from "../../kit/index.ts";
import { valueAt, type Reader } from "../reading/index.ts";
import { member, members, ownValue, resolve, type Cursor, type Member } from "../refs/index.ts";

/** The values of `example` and `examples`, in the order of the document. What they hold is data. */
export function readExamples(reader: Reader, owner: Cursor): readonly JsonValue[] {
  const alone = valueAt(owner, "example");
  return [...(alone === undefined ? [] : [alone]), ...readNamedExamples(reader, owner).values()];
}

/** The values of `examples` by their names. */
export function readNamedExamples(reader: Reader, owner: Cursor): ReadonlyMap<string, JsonValue> {
  const field = member(owner, "examples");
  const named = new Map<string, JsonValue>();
  for (const entry of field === undefined ? [] : members(field)) {
    const value = readExample(reader, entry);
    if (value !== undefined) named.set(entry.key, value);
  }
  return named;
}

/** 3.2 writes `dataValue` where `value` was. */
function readExample(reader: Reader, entry: Member): JsonValue | undefined {
  const ref = ownValue(entry.value, "$ref");
  const target = typeof ref === "string" ? resolve(ref, entry, reader.library).found : entry;
  return target && (valueAt(target, "dataValue") ?? valueAt(target, "value"));
}
