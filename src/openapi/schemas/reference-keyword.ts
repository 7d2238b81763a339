import { dynamicAnchors, ownValue, placeOf, resolve, type Cursor } from "../refs/index.ts";
import { note } from "../reading/index.ts";
import type { Site } from "./draft.ts";
import { misfit } from "./misfit.ts";
import { keyOfSchema } from "./names.ts";

/** `$ref`: the key of the schema that it names, or the mark that there is none. */
export function readReference(site: Site, cursor: Cursor): void {
  const { value } = cursor;
  if (typeof value !== "string") return misfit(site, cursor, "string");
  const key = reach(site, cursor, value);
  if (key === undefined) site.draft.unresolved = value;
  else site.draft.ref = key;
}

/**
 * `$dynamicRef`: the key of the schema that it names before the dynamic scope is asked. One that names no
 * `$dynamicAnchor` is a `$ref` (JSON Schema 2020-12 core, 8.2.3.2).
 */
export function readDynamicReference(site: Site, cursor: Cursor): void {
  const { value } = cursor;
  if (typeof value !== "string") return misfit(site, cursor, "string");
  const key = reach(site, cursor, value);
  if (key === undefined) site.draft.unresolved = value;
  else if (isDynamic(site, value)) followDynamically(site, key);
  else if (site.draft.ref === undefined) site.draft.ref = key;
  else site.draft.allOf = [...(site.draft.allOf ?? []), { place: site.draft.place, ref: key }];
}

function isDynamic({ reader, cursor }: Site, ref: string): boolean {
  const target = resolve(ref, cursor, reader.library).found;
  const anchor = ref.slice(ref.indexOf("#") + 1);
  return target !== undefined && ref.includes("#") && ownValue(target.value, "$dynamicAnchor") === anchor;
}

/** Any schema with a dynamic anchor may turn out to be meant, so all of them get a key. */
function followDynamically(site: Site, key: string): void {
  const { reader } = site;
  site.draft.dynamicRef = key;
  for (const anchored of dynamicAnchors(reader.library)) reached(site, anchored);
}

function reach(site: Site, cursor: Cursor, ref: string): string | undefined {
  const { reader } = site;
  const { found, failure } = resolve(ref, site.cursor, reader.library);
  if (found === undefined) {
    reader.reach.unresolved.push({ ref, place: placeOf(cursor) });
    note(reader, cursor, { code: failure.code, severity: "error", evidence: { ref, reason: failure.reason } });
    return undefined;
  }
  return isLoop(site, found) ? sayLoop(site, cursor, ref) : reached(site, found);
}

function reached({ reader }: Site, found: Cursor): string {
  const key = keyOfSchema(reader, found);
  reader.reach.keys.add(key);
  return key;
}

/** More references in a row than anybody writes; a chain that is longer counts as a loop. */
const LONGEST_CHAIN = 64;

/** True when following nothing but references from there never comes to a schema. */
function isLoop(site: Site, target: Cursor): boolean {
  if (ownValue(target.value, "$ref") === undefined) return target.value === site.cursor.value;
  let here: Cursor | undefined = target;
  for (let steps = 0; here !== undefined && steps < LONGEST_CHAIN; steps += 1) {
    if (here.value === site.cursor.value) return true;
    const ref = ownValue(here.value, "$ref");
    here = typeof ref === "string" ? resolve(ref, here, site.reader.library).found : undefined;
  }
  return here !== undefined;
}

function sayLoop({ reader }: Site, cursor: Cursor, ref: string): undefined {
  reader.reach.unresolved.push({ ref, place: placeOf(cursor) });
  const evidence = { ref, reason: "the references form a loop" };
  note(reader, cursor, { code: "reference-loop", severity: "error", evidence });
}
