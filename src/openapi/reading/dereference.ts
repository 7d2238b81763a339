import { ownValue, placeOf, resolve, type Cursor } from "../refs/index.ts";
import { note } from "./note.ts";
import type { Reader } from "./reader.ts";

const LONGEST_CHAIN = 64;

/**
 * The object that a `$ref` names (parameter, response, header, path item, …), or the object itself.
 * A reference that leads nowhere is noted, kept as unresolved for the operation, and yields undefined.
 */
export function dereference(reader: Reader, cursor: Cursor): Cursor | undefined {
  let here = cursor;
  for (let steps = 0; steps < LONGEST_CHAIN; steps += 1) {
    const ref = ownValue(here.value, "$ref");
    if (typeof ref !== "string") return here;
    const { found, failure } = resolve(ref, here, reader.library);
    if (found === undefined) return lose(reader, here, { ref, ...failure });
    here = found;
  }
  return lose(reader, cursor, { ref: textOfRef(cursor), code: "reference-loop", reason: "the references form a loop" });
}

function textOfRef(cursor: Cursor): string {
  const ref = ownValue(cursor.value, "$ref");
  return typeof ref === "string" ? ref : "";
}

interface Loss {
  readonly ref: string;
  readonly code: string;
  readonly reason: string;
}

function lose(reader: Reader, cursor: Cursor, { ref, code, reason }: Loss): undefined {
  const at = { ...cursor, pointer: `${cursor.pointer}/$ref` };
  reader.reach.unresolved.push({ ref, place: placeOf(at) });
  note(reader, at, { code, severity: "error", evidence: { ref, reason } });
}
