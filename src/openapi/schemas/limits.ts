import type { Cursor } from "../refs/index.ts";
import { isModern, note, valueAt } from "../reading/index.ts";
import type { KeywordReader, Site } from "./draft.ts";
import { misfit } from "./misfit.ts";

/**
 * `exclusiveMinimum` and `exclusiveMaximum`: numbers since 3.1; before, a boolean that makes the limit beside it
 * exclusive. The boolean is read in every version, because documents of 3.1 have it too.
 */
export const LIMIT_KEYWORDS: readonly (readonly [string, KeywordReader])[] = [
  ["exclusiveMinimum", (site, value) => readExclusive(site, value, "minimum")],
  ["exclusiveMaximum", (site, value) => readExclusive(site, value, "maximum")],
];

const EXCLUSIVE = { minimum: "exclusiveMinimum", maximum: "exclusiveMaximum" } as const;

function readExclusive(site: Site, cursor: Cursor, limit: "minimum" | "maximum"): void {
  const { value } = cursor;
  if (typeof value === "number" && Number.isFinite(value)) site.draft[EXCLUSIVE[limit]] = value;
  else if (typeof value === "boolean") readBoolean(site, cursor, limit);
  else misfit(site, cursor, "number");
}

function readBoolean(site: Site, cursor: Cursor, limit: "minimum" | "maximum"): void {
  if (isModern(site.reader)) sayOldForm(site, cursor);
  const bound = valueAt(site.cursor, limit);
  if (cursor.value !== true || typeof bound !== "number") return;
  site.draft[EXCLUSIVE[limit]] = bound;
}

function sayOldForm(site: Site, cursor: Cursor): void {
  const evidence = { keyword: cursor.pointer.slice(cursor.pointer.lastIndexOf("/") + 1) };
  note(site.reader, cursor, { code: "exclusive-limit-boolean", severity: "warning", evidence });
}
