import type { EventTriggerObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { FIRING } from "./firing.ts";
import type { Kind } from "./kind.ts";
import { literal, spell } from "./spell.ts";

export const eventTrigger: Kind<EventTriggerObject> = {
  kind: "event-trigger",
  create: (object) => [{ sql: statement(object) }, ...(object.enabled === "origin" ? [] : [fire(object)])],
  drop: ({ name }) => [{ sql: `DROP EVENT TRIGGER ${spell(name)}` }],
  alter: alterEventTrigger,
  phrase: ({ name }) => `EVENT TRIGGER ${spell(name)}`,
};

function statement({ name, event, tags, function: routine }: EventTriggerObject): string {
  const when = tags.length === 0 ? "" : ` WHEN TAG IN (${tags.map(literal).join(", ")})`;
  return `CREATE EVENT TRIGGER ${spell(name)} ON ${event}${when} EXECUTE FUNCTION ${routine}()`;
}

const fire = ({ name, enabled }: EventTriggerObject): Action => ({
  sql: `ALTER EVENT TRIGGER ${spell(name)} ${FIRING[enabled]}`,
});

function alterEventTrigger(from: EventTriggerObject, to: EventTriggerObject): Alteration | "recreate" {
  return statement(from) === statement(to) ? { actions: [fire(to)] } : "recreate";
}
