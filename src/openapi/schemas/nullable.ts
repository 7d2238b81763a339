import type { Cursor } from "../refs/index.ts";
import { note } from "../reading/index.ts";
import type { SchemaDraft, Site } from "./draft.ts";
import { misfit } from "./misfit.ts";

/**
 * `nullable: true` (3.0; `x-nullable` in 2.0; read in 3.1 too, where documents still have it).
 * Beside `type` null joins the types. An `enum` without null still refuses it: OpenAPI 3.0.3, 4.7.24.1, and its
 * clarification of nullable. Beside a reference or a union and without `type` the standard gives it no effect, but its
 * authors mean "that, or null", so that is what is read.
 */
export function readNullable(site: Site, cursor: Cursor): void {
  const { draft } = site;
  if (typeof cursor.value !== "boolean") return misfit(site, cursor, "boolean");
  if (!cursor.value) return;
  if (draft.enum !== undefined && !draft.enum.includes(null)) sayEnum(site, cursor);
  if (draft.types !== undefined) draft.types = [...new Set([...draft.types, "null" as const])];
  else if (isDecidedElsewhere(draft)) orNull(site, cursor);
}

function sayEnum(site: Site, cursor: Cursor): void {
  note(site.reader, cursor, { code: "nullable-enum-without-null", severity: "warning", evidence: {} });
}

/** Without type, reference and union, null is accepted as it stands. */
function isDecidedElsewhere({ ref, allOf, anyOf, oneOf, not }: SchemaDraft): boolean {
  return ref !== undefined || allOf !== undefined || anyOf !== undefined || oneOf !== undefined || not !== undefined;
}

function orNull(site: Site, cursor: Cursor): void {
  const { draft } = site;
  note(site.reader, cursor, { code: "nullable-without-type", severity: "info", evidence: {} });
  const inner: SchemaDraft = { place: draft.place };
  for (const key of ASSERTIONS) move(key, draft, inner);
  const orNothing = { place: draft.place, types: ["null" as const] };
  draft.anyOf = isOnlyAnyOf(inner) ? [...(inner.anyOf ?? []), orNothing] : [inner, orNothing];
}

const isOnlyAnyOf = (inner: SchemaDraft): boolean => inner.anyOf !== undefined && Object.keys(inner).length === 2;

/** What decides about the value moves into the branch; title, description, default and examples stay outside. */
const ASSERTIONS = [
  "ref",
  "enum",
  "const",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "properties",
  "patternProperties",
  "additionalProperties",
  "required",
  "items",
  "prefixItems",
  "discriminator",
] as const;

function move(key: (typeof ASSERTIONS)[number], from: SchemaDraft, to: SchemaDraft): void {
  if (from[key] === undefined) return;
  Object.assign(to, { [key]: from[key] });
  delete from[key];
}
