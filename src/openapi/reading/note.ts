import type { JsonObject, JsonValue, Severity } from "../../kit/index.ts";
import type { Place } from "../model.ts";
import { placeOf, type Cursor } from "../refs/index.ts";
import type { Position } from "../text/index.ts";
import type { Reader } from "./reader.ts";

/** What was noticed; line and column are looked up when the reading has ended. */
export interface Remark {
  readonly code: string;
  readonly severity: Severity;
  readonly evidence: JsonObject;
  readonly fix?: string;
}

export interface Note extends Remark {
  readonly place: Place;
  /** Where it stands, when the pointer cannot say: a key that is written twice. */
  readonly position?: Position;
}

/** Keeps a remark about a place. */
export function note(reader: Reader, cursor: Cursor, remark: Remark): void {
  reader.notes.push({ ...remark, place: placeOf(cursor) });
}

/** The kind of a JSON value, as a sentence names it. */
export function kindOf(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  return typeof value;
}
