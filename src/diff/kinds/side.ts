import type { ObjectId, ObjectKind, SchemaModel, SchemaObject } from "../../catalog/schema/index.ts";

/** A model with its objects by their parents. */
export interface Side {
  readonly model: SchemaModel;
  object(id: ObjectId): SchemaObject | undefined;
  /** In the order of their ids. */
  childrenOf<Kind extends ObjectKind>(id: ObjectId, kind: Kind): readonly Extract<SchemaObject, { kind: Kind }>[];
}

/** One side of a comparison. @example sideOf(model).childrenOf(tableId, "column") */
export function sideOf(model: SchemaModel): Side {
  const children = new Map<ObjectId, SchemaObject[]>();
  for (const object of model.objects.values()) {
    if (object.parent === null) continue;
    const siblings = children.get(object.parent);
    if (siblings === undefined) children.set(object.parent, [object]);
    else siblings.push(object);
  }
  return {
    model,
    object: (id) => model.objects.get(id),
    childrenOf: (id, kind) => (children.get(id) ?? []).filter(isOf(kind)),
  };
}

const isOf =
  <Kind extends ObjectKind>(kind: Kind) =>
  (object: SchemaObject): object is Extract<SchemaObject, { kind: Kind }> =>
    object.kind === kind;
