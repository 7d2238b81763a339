import type { SchemaModel } from "../../catalog/schema/index.ts";

/** An object of a schema that is not as it was. */
export interface SchemaDifference {
  readonly object: string;
  /** Seen from what was there before: gone now, new now, or other now. */
  readonly kind: "gone" | "new" | "changed";
}

/** What differs between two states of one database, but for the schema that keeps the history. */
export function differencesOf(before: SchemaModel, after: SchemaModel, ownSchema: string): readonly SchemaDifference[] {
  const [old, now] = [textsOf(before, ownSchema), textsOf(after, ownSchema)];
  const gone = [...old.keys()].filter((id) => !now.has(id)).map((object) => ({ object, kind: "gone" as const }));
  const others = [...now].flatMap(([object, text]) => {
    if (old.get(object) === text) return [];
    return [{ object, kind: old.has(object) ? ("changed" as const) : ("new" as const) }];
  });
  return [...gone, ...others];
}

function textsOf({ objects, unmodelled }: SchemaModel, ownSchema: string): ReadonlyMap<string, string> {
  const known = [...objects.values()].map((object) => [object.id, JSON.stringify(object)] as const);
  const other = unmodelled.map((each) => [`${each.catalog} ${each.description}`, ""] as const);
  return new Map([...known, ...other].filter(([id]) => !id.includes(ownSchema)));
}
