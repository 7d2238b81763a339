import type { JsonValue } from "../../kit/index.ts";
import { items, type Cursor } from "../refs/index.ts";
import { note } from "../reading/index.ts";
import type { KeywordReader, Site } from "./draft.ts";
import { misfit } from "./misfit.ts";
import { names } from "./nested-keywords.ts";

/** Keywords that hold values of the user's own, patterns and names. */
export const VALUE_KEYWORDS: readonly (readonly [string, KeywordReader])[] = [
  ["enum", readEnum],
  ["const", readConst],
  ["default", (site, { value }) => void (site.draft.default = value)],
  ["example", readExample],
  ["examples", readExamples],
  ["pattern", readPattern],
  ["required", readRequired],
  ["$id", readId],
];

/** Where a schema begins a resource of its own, its scope bears the URI. */
function readId(site: Site): void {
  const { scope, value } = site.cursor;
  if (scope.root === value && scope.uri !== undefined) site.draft.id = scope.uri;
}

function readEnum(site: Site, cursor: Cursor): void {
  const { value } = cursor;
  if (!Array.isArray(value)) return misfit(site, cursor, "list");
  for (const item of items(cursor)) if (!isFinite(item.value)) misfit(site, item, "value that JSON can hold");
  const values = value.filter(isFinite);
  // Nothing satisfies an empty list: published documents have it by mistake, and an API that refuses all helps nobody.
  if (values.length > 0) site.draft.enum = values;
}

function readConst(site: Site, cursor: Cursor): void {
  if (isFinite(cursor.value)) site.draft.const = cursor.value;
  else misfit(site, cursor, "value that JSON can hold");
}

/** YAML has numbers that JSON has not, and those of JSON can be too large for one. */
function isFinite(value: JsonValue): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(isFinite);
}

function readExample(site: Site, { value }: Cursor): void {
  if (site.draft.examples === undefined) site.draft.examples = [value];
}

/** A list of values; older documents write one value, or named ones, which are not read. */
function readExamples(site: Site, cursor: Cursor): void {
  if (Array.isArray(cursor.value)) site.draft.examples = cursor.value;
}

function readPattern(site: Site, cursor: Cursor): void {
  const { value } = cursor;
  if (typeof value !== "string") return misfit(site, cursor, "string");
  if (isPattern(value, "u") || isPattern(value, "")) site.draft.pattern = value;
  else note(site.reader, cursor, { code: "pattern-invalid", severity: "warning", evidence: { pattern: value } });
}

/** True when the text compiles as an ECMA-262 regular expression with those flags; nothing is matched. */
function isPattern(text: string, flags: string): boolean {
  try {
    return new RegExp(text, flags) instanceof RegExp;
  } catch {
    return false;
  }
}

function readRequired(site: Site, cursor: Cursor): void {
  if (!Array.isArray(cursor.value)) return misfit(site, cursor, "list of property names");
  for (const item of items(cursor)) if (typeof item.value !== "string") misfit(site, item, "property name");
  const required = [...new Set(names(cursor))];
  if (required.length > 0) site.draft.required = required;
}
