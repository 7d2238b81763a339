import type { ObjectId } from "../../catalog/schema/index.ts";
import type { Context } from "./kind.ts";

const CONTAINERS = new Set(["composite", "range"]);

/** Whether a column that stays has the type within another: an array, a composite type, a range. Source: get_rels_with_domain of typecmds.c. */
export function isHeldInside(type: ObjectId, context: Context): boolean {
  const inside = new Set<ObjectId>();
  const direct = new Set([type]);
  for (const set of [direct, inside])
    for (const id of set)
      for (const user of context.neededBy(id)) {
        const object = context.current.object(user);
        if (object === undefined) continue;
        const isArray = "type" in object && typeof object.type === "string" && object.type.endsWith("[]");
        const holder = object.kind === "attribute" ? (object.parent ?? "") : user;
        if (object.kind === "column" && (set === inside || isArray) && !context.isDropped(user)) return true;
        if (object.kind === "domain") (isArray ? inside : set).add(user);
        if (object.kind === "attribute" || CONTAINERS.has(object.kind)) inside.add(holder);
      }
  return false;
}
