import type { ObjectId, SchemaModel } from "../../catalog/schema/index.ts";

const CALL = /(?:"(?<quoted>[^"]+)"|\b(?<plain>[a-z_][\w$]*))\s*\(/gi;

/**
 * Which routine names which other in its text, which PostgreSQL does not keep. Names only, of whatever schema and arguments: good
 * enough for an order that may also be given up.
 */
export function* callsIn(model: SchemaModel): Generator<readonly [from: ObjectId, to: ObjectId]> {
  const byName = new Map<string, ObjectId[]>();
  const routines = [...model.objects.values()].filter((object) => object.kind === "routine");
  for (const { name, id } of routines) byName.set(name, [...(byName.get(name) ?? []), id]);
  for (const { id, body } of routines)
    for (const { groups } of (body ?? "").matchAll(CALL)) {
      const name = groups?.["quoted"] ?? groups?.["plain"]?.toLowerCase() ?? "";
      for (const to of byName.get(name) ?? []) yield [id, to];
    }
}
