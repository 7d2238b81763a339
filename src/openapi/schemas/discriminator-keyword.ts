import { isObject, member, members, resolve, type Cursor, type Member } from "../refs/index.ts";
import { note, objectOf, textOf } from "../reading/index.ts";
import type { Schema } from "../schema.ts";
import type { Site } from "./draft.ts";
import { misfit } from "./misfit.ts";
import { keyOfSchema } from "./names.ts";

/** `discriminator`: in Swagger 2.0 the property's name, since then an object. */
export function readDiscriminator(site: Site, cursor: Cursor): void {
  if (typeof cursor.value === "string") {
    site.draft.discriminator = { property: cursor.value, mapping: new Map(), defaultMapping: undefined };
    return;
  }
  const property = isObject(cursor) ? textOf(site.reader, cursor, "propertyName") : undefined;
  if (property === undefined) return misfit(site, cursor, "object with propertyName");
  const fallback = member(cursor, "defaultMapping");
  const defaultMapping = fallback === undefined ? undefined : targetOf(site, fallback);
  site.draft.discriminator = { property, mapping: readMapping(site, cursor), defaultMapping };
}

function readMapping(site: Site, cursor: Cursor): ReadonlyMap<string, string> {
  const mapping = new Map<string, string>();
  const field = objectOf(site.reader, cursor, "mapping");
  for (const entry of field === undefined ? [] : members(field)) {
    const key = targetOf(site, entry);
    if (key !== undefined) mapping.set((entry satisfies Member).key, key);
  }
  return mapping;
}

/** A mapping names a component by its bare name, or any schema by reference. */
function targetOf(site: Site, cursor: Cursor): string | undefined {
  const { value } = cursor;
  if (typeof value !== "string") return misfit(site, cursor, "string");
  const { reader } = site;
  const refs = /^[A-Za-z0-9._-]+$/.test(value) ? [`#/components/schemas/${value}`, value] : [value];
  for (const ref of refs) {
    const { found } = resolve(ref, cursor, reader.library);
    if (found === undefined) continue;
    const key = keyOfSchema(reader, found);
    reader.reach.keys.add(key);
    return key;
  }
  note(reader, cursor, { code: "discriminator-mapping-unresolved", severity: "warning", evidence: { ref: value } });
  return undefined;
}

/** The branches of a union stand for their own names unless the mapping says otherwise. */
export function withImplicitNames(site: Site): void {
  const { discriminator, oneOf, anyOf } = site.draft;
  const branches = oneOf ?? anyOf;
  if (discriminator === undefined || branches === undefined) return;
  const mapping = new Map(discriminator.mapping);
  const mapped = new Set(mapping.values());
  for (const key of branches.flatMap(refOf)) {
    const name = nameOfKey(site, key);
    if (!mapped.has(key) && !mapping.has(name)) mapping.set(name, key);
  }
  site.draft.discriminator = { ...discriminator, mapping };
}

const refOf = (schema: Schema): readonly string[] =>
  typeof schema === "object" && schema.ref !== undefined ? [schema.ref] : [];

function nameOfKey({ reader }: Site, key: string): string {
  return reader.names.nameOfKey.get(key) ?? key;
}
