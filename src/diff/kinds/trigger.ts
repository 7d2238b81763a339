import type { ObjectId, TriggerObject } from "../../catalog/schema/index.ts";
import { facetId } from "../facets/facet.ts";
import type { Action, Alteration } from "./action.ts";
import { columnTable } from "./column-name.ts";
import { rowsInto } from "./kept-rows.ts";
import type { Context, Kind } from "./kind.ts";
import { spell } from "./spell.ts";

const FIRING = { origin: "ENABLE", disabled: "DISABLE", replica: "ENABLE REPLICA", always: "ENABLE ALWAYS" } as const;

/** Triggers of partitions come with that of the whole table. */
export const trigger: Kind<TriggerObject> = {
  kind: "trigger",
  compared: ({ definition, enabled, clonedFrom }) => ({ definition: clonedFrom === null ? definition : null, enabled }),
  create: (object, context) =>
    object.clonedFrom === null
      ? [
          { sql: object.definition, needs: rowsInto(object.parent, context) },
          ...(object.enabled === "origin" ? [] : [fire(object)]),
        ]
      : fireClone(object, object.clonedFrom, context),
  drop: (object, context) =>
    comesByItself(object, context) ? [] : [{ sql: `DROP TRIGGER ${spell(object.name)} ON ${columnTable(object)}` }],
  alter: alterTrigger,
  phrase: (object) => (object.clonedFrom === null ? `TRIGGER ${spell(object.name)} ON ${columnTable(object)}` : null),
  ownerPhrase: () => null,
  grantPhrase: () => null,
  goesWith: ({ clonedFrom }) => (clonedFrom === null ? [] : [clonedFrom]),
};

const comesByItself = ({ clonedFrom }: TriggerObject, _context: Context): boolean => clonedFrom !== null;

const fire = (object: TriggerObject): Action => ({
  sql: `ALTER TABLE ONLY ${columnTable(object)} ${FIRING[object.enabled]} TRIGGER ${spell(object.name)}`,
});

/** A clone begins as its whole is at that moment. */
function fireClone(object: TriggerObject, whole: ObjectId, { desired }: Context): readonly Action[] {
  const parent = desired.object(whole);
  const isUsual = object.enabled === "origin" && parent?.kind === "trigger" && parent.enabled === "origin";
  return isUsual ? [] : [{ ...fire(object), needs: [whole, facetId("partition", object.parent ?? "")] }];
}

function alterTrigger(from: TriggerObject, to: TriggerObject): Alteration | "recreate" {
  if (from.definition !== to.definition && to.clonedFrom === null) return "recreate";
  return { actions: from.enabled === to.enabled ? [] : [fire(to)] };
}
