import {
  isBeforeDraft2019,
  isObject,
  member,
  members,
  ownValue,
  placeOf,
  type Cursor,
  type Member,
} from "../refs/index.ts";
import { isDefined } from "../../kit/index.ts";
import { extensionsOf, isModern, note, type Reader } from "../reading/index.ts";
import type { Schema } from "../schema.ts";
import { checkEnum } from "./check-enum.ts";
import { readDiscriminator, withImplicitNames } from "./discriminator-keyword.ts";
import type { KeywordReader, Site } from "./draft.ts";
import { LIMIT_KEYWORDS } from "./limits.ts";
import { misfit } from "./misfit.ts";
import { NESTED_KEYWORDS } from "./nested-keywords.ts";
import { readNullable } from "./nullable.ts";
import { PLAIN_KEYWORDS } from "./plain-keywords.ts";
import { readDynamicReference, readReference } from "./reference-keyword.ts";
import { readType } from "./type-keyword.ts";
import { VALUE_KEYWORDS } from "./value-keywords.ts";

const KEYWORDS: ReadonlyMap<string, KeywordReader> = new Map<string, KeywordReader>([
  ...PLAIN_KEYWORDS,
  ...NESTED_KEYWORDS,
  ...VALUE_KEYWORDS,
  ...LIMIT_KEYWORDS,
  ["type", readType],
  ["discriminator", readDiscriminator],
  ["$ref", readReference],
  ["$dynamicRef", readDynamicReference],
]);

/** What applies beside `$ref` where the standard ignores its siblings, before 3.1 and in old drafts: what asserts nothing. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "$ref",
  "title",
  "description",
  "default",
  "example",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

/** Reads a schema of any version. Keywords with a value of the wrong kind are left out and noted. */
export function readSchema(reader: Reader, cursor: Cursor): Schema {
  if (typeof cursor.value === "boolean") return cursor.value;
  const site: Site = { reader, cursor, draft: { place: placeOf(cursor) }, readSchema };
  if (!isObject(cursor)) {
    misfit(site, cursor, "schema");
    return true;
  }
  for (const entry of keywordsOf(reader, cursor)) KEYWORDS.get(entry.key)?.(site, entry);
  withImplicitNames(site);
  finish(site);
  return site.draft;
}

function keywordsOf(reader: Reader, cursor: Cursor): readonly Member[] {
  const all = members(cursor);
  if (typeof ownValue(cursor.value, "$ref") !== "string" || siblingsCount(reader, cursor)) return all;
  for (const { key, ...sibling } of all) if (isIgnored(key)) saySibling(reader, sibling, key);
  return all.filter(({ key }) => ANNOTATIONS.has(key));
}

const siblingsCount = (reader: Reader, cursor: Cursor): boolean =>
  isModern(reader) && !isBeforeDraft2019(cursor, reader.library);

const isIgnored = (key: string): boolean => KEYWORDS.has(key) && !ANNOTATIONS.has(key);

function saySibling(reader: Reader, cursor: Cursor, keyword: string): void {
  note(reader, cursor, { code: "reference-siblings-ignored", severity: "info", evidence: { keyword } });
}

/** What depends on other keywords comes last. */
function finish(site: Site): void {
  const { cursor, draft } = site;
  checkEnum(site);
  for (const entry of [member(cursor, "nullable"), member(cursor, "x-nullable")].filter(isDefined))
    readNullable(site, entry);
  const extensions = extensionsOf(cursor);
  if (Object.keys(extensions).length > 0) draft.extensions = extensions;
}
