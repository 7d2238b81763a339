import { isJsonObject } from "../../kit/index.ts";
import { isObject, items, members, type Cursor } from "../refs/index.ts";
import type { Schema } from "../schema.ts";
import { mapMembers } from "./map-members.ts";
import type { KeywordReader, Site } from "./draft.ts";
import { misfit } from "./misfit.ts";

type OneKey =
  | "contentSchema"
  | "contains"
  | "unevaluatedItems"
  | "additionalProperties"
  | "propertyNames"
  | "unevaluatedProperties"
  | "not"
  | "if"
  | "then"
  | "else";
type ListKey = "prefixItems" | "allOf" | "anyOf" | "oneOf";
type MapKey = "properties" | "patternProperties" | "dependentSchemas";

const one =
  (key: OneKey): KeywordReader =>
  (site, cursor) => {
    if (isSchema(cursor)) site.draft[key] = site.readSchema(site.reader, cursor);
    else misfit(site, cursor, "schema");
  };
const list =
  (key: ListKey): KeywordReader =>
  (site, cursor) => {
    const schemas = readList(site, cursor);
    if (schemas !== undefined) site.draft[key] = schemas;
  };
const map =
  (key: MapKey): KeywordReader =>
  (site, cursor) => {
    if (isObject(cursor)) site.draft[key] = readMap(site, cursor);
    else misfit(site, cursor, "object");
  };

/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
export const NESTED_KEYWORDS: readonly (readonly [string, KeywordReader])[] = [
  ...(
    [
      "contentSchema",
      "contains",
      "unevaluatedItems",
      "additionalProperties",
      "propertyNames",
      "unevaluatedProperties",
      "not",
      "if",
      "then",
      "else",
    ] as const
  ).map((key): [string, KeywordReader] => [key, one(key)]),
  ...(["prefixItems", "allOf", "anyOf", "oneOf"] as const).map((key): [string, KeywordReader] => [key, list(key)]),
  ...(["patternProperties", "properties", "dependentSchemas"] as const).map((key): [string, KeywordReader] => [
    key,
    map(key),
  ]),
  ["items", readItems],
  ["additionalItems", readAdditionalItems],
  ["dependencies", readDependencies],
  ["dependentRequired", readDependentRequired],
];

/** A list before 2020-12 describes the first items, as `prefixItems` does since. */
function readItems(site: Site, cursor: Cursor): void {
  if (Array.isArray(cursor.value)) return NESTED.get("prefixItems")?.(site, cursor);
  if (isSchema(cursor)) site.draft.items = site.readSchema(site.reader, cursor);
  else misfit(site, cursor, "schema");
}

/** Before 2020-12: the items behind a list of `items`. Beside one schema it means nothing. */
function readAdditionalItems(site: Site, cursor: Cursor): void {
  const { value } = site.cursor;
  if (isJsonObject(value) && Array.isArray(value["items"])) readItems(site, cursor);
}

/** Before 2019-09: names or a schema, by property. */
function readDependencies(site: Site, cursor: Cursor): void {
  if (!isObject(cursor)) return misfit(site, cursor, "object");
  const entries = members(cursor);
  const required = entries.filter(({ value }) => Array.isArray(value));
  const schemas = entries.filter((entry) => isSchema(entry));
  if (required.length > 0) site.draft.dependentRequired = new Map(required.map((entry) => [entry.key, names(entry)]));
  if (schemas.length > 0)
    site.draft.dependentSchemas = new Map(schemas.map((entry) => [entry.key, site.readSchema(site.reader, entry)]));
}

function readDependentRequired(site: Site, cursor: Cursor): void {
  if (!isObject(cursor)) return misfit(site, cursor, "object");
  site.draft.dependentRequired = new Map(members(cursor).map((entry) => [entry.key, names(entry)]));
}

function readMap(site: Site, cursor: Cursor): ReadonlyMap<string, Schema> {
  const schemas = new Map<string, Schema>();
  for (const entry of mapMembers(site.reader, cursor)) {
    if (isSchema(entry)) schemas.set(entry.key, site.readSchema(site.reader, entry));
    else misfit(site, entry, "schema");
  }
  return schemas;
}

function readList(site: Site, cursor: Cursor): readonly Schema[] | undefined {
  if (!Array.isArray(cursor.value)) return misfit(site, cursor, "list of schemas");
  const entries = items(cursor);
  for (const entry of entries) if (!isSchema(entry)) misfit(site, entry, "schema");
  const schemas = entries.filter(isSchema).map((entry) => site.readSchema(site.reader, entry));
  return schemas.length === 0 ? undefined : schemas;
}

/** The texts of a list. */
export function names(cursor: Cursor): readonly string[] {
  return items(cursor).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

const isSchema = (cursor: Cursor): boolean => typeof cursor.value === "boolean" || isObject(cursor);
const NESTED: ReadonlyMap<string, KeywordReader> = new Map(NESTED_KEYWORDS);
