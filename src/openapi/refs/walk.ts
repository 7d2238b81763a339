import { isJsonObject, type JsonObject } from "../../kit/index.ts";
import { absolute } from "./address.ts";
import { at, items, members, ownValue, type Cursor } from "./cursor.ts";
import { isBeforeDraft2019 } from "./dialect.ts";
import { DATA_KEYS, NAME_MAPS } from "./keys.ts";
import type { Library, Scope } from "./library.ts";

/** A reference that was met, and where. */
export interface Met {
  readonly ref: string;
  readonly from: Cursor;
}

export interface Walk {
  readonly library: Library;
  readonly seen: Set<object>;
  readonly met: Met[];
}

/** Visits everything below a place that a reader may read: collects references, `$id`s and anchors. */
export function visit(walk: Walk, cursor: Cursor): void {
  const { value } = cursor;
  if (typeof value !== "object" || value === null || walk.seen.has(value)) return;
  walk.seen.add(value);
  if (!isJsonObject(value)) return items(cursor).forEach((item) => visit(walk, item));
  const inner = walk.library.hasIdentifiers ? identify(walk.library, cursor, value) : cursor;
  for (const key of Object.keys(value)) visitMember(walk, inner, key);
}

function visitMember(walk: Walk, cursor: Cursor, key: string): void {
  const value = ownValue(cursor.value, key) ?? null;
  if (typeof value === "string" ? !REFERENCES.has(key) : typeof value !== "object" || value === null) return;
  if (typeof value === "string") walk.met.push({ ref: value, from: cursor });
  else if (DATA_KEYS.has(key) || key.startsWith("x-")) return;
  else if (key === "examples") visitExamples(walk, at(cursor, key, value));
  else if (key === "mapping") visitMapping(walk, at(cursor, key, value));
  else if (NAME_MAPS.has(key)) visitNames(walk, at(cursor, key, value));
  else visit(walk, at(cursor, key, value));
}

const REFERENCES: ReadonlySet<string> = new Set(["$ref", "$dynamicRef"]);

function visitNames(walk: Walk, cursor: Cursor): void {
  if (!isJsonObject(cursor.value)) return visit(walk, cursor);
  const misplaced = ownValue(cursor.value, "$ref");
  if (typeof misplaced === "string") walk.met.push({ ref: misplaced, from: cursor });
  for (const entry of members(cursor)) visit(walk, entry);
}

/** A named example may be a reference; what it holds is data. */
function visitExamples(walk: Walk, cursor: Cursor): void {
  for (const entry of members(cursor)) {
    const ref = ownValue(entry.value, "$ref");
    if (typeof ref === "string") walk.met.push({ ref, from: entry });
  }
}

/** A discriminator's mapping names schemas by reference or by their bare name. */
function visitMapping(walk: Walk, cursor: Cursor): void {
  for (const { value } of members(cursor))
    if (typeof value === "string" && /[/#.]/.test(value)) walk.met.push({ ref: value, from: cursor });
}

/** Opens the scope of an `$id`, notes anchors (before 2019-09 the fragment of an `$id`); the cursor to go on from. */
function identify(library: Library, cursor: Cursor, value: JsonObject): Cursor {
  if (typeof ownValue(value, "$ref") === "string" && isBeforeDraft2019(cursor, library)) return cursor;
  const id = ownValue(value, "$id");
  const scope = typeof id === "string" ? scopeOf(library, cursor, id) : cursor.scope;
  const inner = scope === cursor.scope ? cursor : { ...cursor, scope };
  if (typeof id === "string" && id.includes("#")) noteAnchor(inner, id.slice(id.indexOf("#") + 1), false);
  noteAnchor(inner, ownValue(value, "$anchor"), false);
  noteAnchor(inner, ownValue(value, "$dynamicAnchor"), true);
  return inner;
}

function scopeOf(library: Library, cursor: Cursor, id: string): Scope {
  const { scope } = cursor;
  const uri = absolute(id, scope.uri);
  if (uri === undefined || id.startsWith("#") || uri === scope.uri) return scope;
  const inner: Scope = {
    ...scope,
    uri,
    root: cursor.value,
    pointer: cursor.pointer,
    anchors: new Map(),
    dynamicAnchors: new Set(),
  };
  scope.innerScopes.set(cursor.value, inner);
  if (!library.resources.has(uri)) library.resources.set(uri, inner);
  return inner;
}

function noteAnchor(cursor: Cursor, name: unknown, isDynamic: boolean): void {
  if (typeof name !== "string") return;
  if (!cursor.scope.anchors.has(name)) cursor.scope.anchors.set(name, cursor);
  if (isDynamic) cursor.scope.dynamicAnchors.add(name);
}
