import type { RelationName } from "../model/relation.ts";
import type { SchemaModel } from "./model.ts";
import { objectId, type ObjectId } from "./object-id.ts";

/**
 * The model as if some tables were not there: without them and all that lives and dies with them.
 *
 * @example
 * withoutTables(schemaModel, [{ schema: "public", name: "backwright_migrations" }]).objects.size;
 */
export function withoutTables(model: SchemaModel, tables: readonly RelationName[]): SchemaModel {
  const gone = new Set(tables.map(({ schema, name }) => objectId("table", schema, name)));
  const isGone = (id: ObjectId): boolean => {
    const parent = model.objects.get(id)?.parent ?? null;
    return gone.has(id) || (parent !== null && isGone(parent));
  };
  return {
    ...model,
    objects: new Map([...model.objects].filter(([id]) => !isGone(id))),
    dependencies: model.dependencies.filter(({ from, to }) => !isGone(from) && !isGone(to)),
  };
}
