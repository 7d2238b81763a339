import type { TriggerObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { columnTable } from "./column-name.ts";
import type { Context, Kind } from "./kind.ts";
import { spell } from "./spell.ts";

const FIRING = { origin: "ENABLE", disabled: "DISABLE", replica: "ENABLE REPLICA", always: "ENABLE ALWAYS" } as const;

/** Triggers of partitions come with that of the whole table. */
export const trigger: Kind<TriggerObject> = {
  kind: "trigger",
  compared: ({ definition, enabled, clonedFrom }) => ({ definition: clonedFrom === null ? definition : null, enabled }),
  create: (object) =>
    object.clonedFrom === null
      ? [{ sql: object.definition }, ...(object.enabled === "origin" ? [] : [fire(object)])]
      : [],
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

function alterTrigger(from: TriggerObject, to: TriggerObject): Alteration | "recreate" {
  if (from.definition !== to.definition && to.clonedFrom === null) return "recreate";
  return { actions: from.enabled === to.enabled ? [] : [fire(to)] };
}
