import type { JsonValue } from "../../kit/index.ts";
import { valueAt, type Reader } from "../reading/index.ts";
import { member, members, ownValue, resolve, type Cursor, type Member } from "../refs/index.ts";

/** The values of `example` and `examples`, in the order of the document. What they hold is data. */
export function readExamples(reader: Reader, owner: Cursor): readonly JsonValue[] {
  const field = member(owner, "examples");
  const named = field === undefined ? [] : members(field).map((entry) => readExample(reader, entry));
  return [valueAt(owner, "example"), ...named].filter((value) => value !== undefined);
}

/** 3.2 writes `dataValue` where `value` was. */
function readExample(reader: Reader, entry: Member): JsonValue | undefined {
  const ref = ownValue(entry.value, "$ref");
  const target = typeof ref === "string" ? resolve(ref, entry, reader.library).found : entry;
  return target && (valueAt(target, "dataValue") ?? valueAt(target, "value"));
}
