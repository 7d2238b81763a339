import type { Cursor } from "../refs/index.ts";
import type { KeywordReader, SchemaDraft, Site } from "./draft.ts";
import { misfit } from "./misfit.ts";

type KeysOf<Kind> = {
  [Key in keyof SchemaDraft]-?: Exclude<SchemaDraft[Key], undefined> extends Kind ? Key : never;
}[keyof SchemaDraft];
type NumberKey = KeysOf<number>;
type TextKey = KeysOf<string>;
type FlagKey = KeysOf<boolean>;

const number =
  (key: NumberKey, expected = "number", accepts: (value: number) => boolean = Number.isFinite): KeywordReader =>
  (site, cursor) => {
    const { value } = cursor;
    if (typeof value === "number" && accepts(value)) site.draft[key] = value;
    else misfit(site, cursor, expected);
  };
const count = (key: NumberKey): KeywordReader =>
  number(key, "whole number from 0", (value) => Number.isInteger(value) && value >= 0);
const text =
  (key: TextKey): KeywordReader =>
  (site, cursor) => {
    if (typeof cursor.value === "string") site.draft[key] = cursor.value;
    else misfit(site, cursor, "string");
  };
const flag =
  (key: FlagKey): KeywordReader =>
  (site, cursor) => {
    if (typeof cursor.value === "boolean") site.draft[key] = cursor.value;
    else misfit(site, cursor, "boolean");
  };

/** Keywords whose value is one number, text or boolean. */
export const PLAIN_KEYWORDS: readonly (readonly [string, KeywordReader])[] = [
  ["multipleOf", number("multipleOf", "number above 0", (value) => Number.isFinite(value) && value > 0)],
  ["maximum", number("maximum")],
  ["minimum", number("minimum")],
  ["maxLength", count("maxLength")],
  ["minLength", count("minLength")],
  ["minContains", count("minContains")],
  ["maxContains", count("maxContains")],
  ["maxItems", count("maxItems")],
  ["minItems", count("minItems")],
  ["maxProperties", count("maxProperties")],
  ["minProperties", count("minProperties")],
  ["format", text("format")],
  ["contentEncoding", text("contentEncoding")],
  ["contentMediaType", text("contentMediaType")],
  ["$anchor", text("anchor")],
  ["$dynamicAnchor", text("dynamicAnchor")],
  ["title", readAnnotation("title")],
  ["description", readAnnotation("description")],
  ["uniqueItems", flag("uniqueItems")],
  ["deprecated", flag("deprecated")],
  ["readOnly", flag("readOnly")],
  ["writeOnly", flag("writeOnly")],
];

/** YAML makes numbers and dates of unquoted titles; null is an empty one. */
function readAnnotation(key: "title" | "description"): KeywordReader {
  return (site: Site, cursor: Cursor) => {
    const { value } = cursor;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      site.draft[key] = String(value);
    else if (value !== null) misfit(site, cursor, "string");
  };
}
