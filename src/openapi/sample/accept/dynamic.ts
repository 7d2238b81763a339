import type { NamedSchema, Schema } from "../../index.ts";

/** The first schema with that dynamic anchor: the outermost one, in a document that declares it once. */
export function schemaOfDynamicRef(reference: string, schemas: ReadonlyMap<string, NamedSchema>): Schema | undefined {
  const direct = schemas.get(reference);
  if (direct !== undefined) return direct.schema;
  const anchor = reference.slice(reference.indexOf("#") + 1);
  for (const { schema } of schemas.values())
    if (typeof schema === "object" && (schema.dynamicAnchor === anchor || schema.anchor === anchor)) return schema;
  return undefined;
}
