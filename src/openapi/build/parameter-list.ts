import { isDefined } from "../../kit/index.ts";
import { dereference, note, type Reader } from "../reading/index.ts";
import { ownValue, placeOf, type Cursor } from "../refs/index.ts";

/** A parameter object, whatever it describes, with the two things that tell it from others. */
export interface Found {
  readonly cursor: Cursor;
  readonly identity: string;
}

/** The parameter objects of an operation: its own, then those of its path that it does not replace. */
export function mergeParameters(reader: Reader, own: readonly Cursor[], shared: readonly Cursor[]): readonly Cursor[] {
  const ofOperation = distinct(reader, own);
  const ofPath = distinct(reader, shared);
  const replaced = new Set(ofOperation.map(({ identity }) => identity));
  return [...ofPath.filter(({ identity }) => !replaced.has(identity)), ...ofOperation].map(({ cursor }) => cursor);
}

function distinct(reader: Reader, cursors: readonly Cursor[]): readonly Found[] {
  const found = new Map<string, Found>();
  for (const cursor of cursors.map((entry) => dereference(reader, entry)).filter(isDefined)) {
    const identity = identityOf(cursor);
    if (found.has(identity)) sayTwice(reader, cursor, identity);
    else found.set(identity, { cursor, identity });
  }
  return [...found.values()];
}

/** Name and place; header names have no case. Objects without them are told apart by where they stand. */
function identityOf(cursor: Cursor): string {
  const { value } = cursor;
  const [name, place] = [text(value, "name"), text(value, "in")];
  if (name === undefined || place === undefined) return JSON.stringify(placeOf(cursor));
  return `${place} ${place === "header" ? name.toLowerCase() : name}`;
}

function text(value: Cursor["value"], key: string): string | undefined {
  const field = ownValue(value, key);
  return typeof field === "string" ? field : undefined;
}

function sayTwice(reader: Reader, cursor: Cursor, identity: string): void {
  note(reader, cursor, { code: "parameter-duplicate", severity: "warning", evidence: { parameter: identity } });
}
