import type { ViewObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { gone } from "./breaks-code.ts";
import type { Context, Kind } from "./kind.ts";
import { literal, optionChanges, spell, spellName, spellOptions } from "./spell.ts";

export const view: Kind<ViewObject> = {
  kind: "view",
  create: (object) => [{ sql: createView(object, "CREATE VIEW") }],
  drop: (object, context) => [
    { sql: `DROP VIEW ${spellName(object)}`, hazards: gone(object.id, spellName(object), context) },
  ],
  alter: alterView,
  phrase: (object) => `VIEW ${spellName(object)}`,
  grantPhrase: (object) => `TABLE ${spellName(object)}`,
  claims: (object) => [`relation ${spellName(object)}`, `type ${spellName(object)}`],
};

function createView(object: ViewObject, words: string): string {
  const options = object.options.length === 0 ? "" : ` WITH (${spellOptions(object.options)})`;
  return `${words} ${spellName(object)}${options} AS\n${query(object.definition)}`;
}

/** Without the semicolon at its end. */
export const query = (definition: string): string => definition.trim().replace(/;$/, "");

/** OR REPLACE may only add columns at the end. */
function alterView(from: ViewObject, to: ViewObject, context: Context): Alteration | "recreate" {
  const isExtended = from.columns.every(
    (column, index) => JSON.stringify(column) === JSON.stringify(to.columns[index]),
  );
  if (from.definition !== to.definition)
    return isExtended && !standsOnNewer(from, to, context)
      ? { actions: [{ sql: createView(to, "CREATE OR REPLACE VIEW") }, ...lostOptions(from, to)] }
      : "recreate";
  return { actions: [...changeOptions(from, to)] };
}

/** It must be dropped for what it needs to be dropped or altered. */
const standsOnNewer = (from: ViewObject, to: ViewObject, { needsOf, isCreated, current }: Context): boolean =>
  from.id === to.id && [...needsOf(to.id)].some((id) => isCreated(id) && current.object(id) !== undefined);

const changeOptions = (from: ViewObject, to: ViewObject): readonly Action[] => {
  const { set } = optionChanges(from.options, to.options);
  const sql = `ALTER VIEW ${spellName(to)} SET (${set.map(({ name, value }) => `${spell(name)}=${literal(value)}`).join(", ")})`;
  return [...(set.length === 0 ? [] : [{ sql }]), ...lostOptions(from, to)];
};

function lostOptions(from: ViewObject, to: ViewObject): readonly Action[] {
  const { reset } = optionChanges(from.options, to.options);
  return reset.length === 0 ? [] : [{ sql: `ALTER VIEW ${spellName(to)} RESET (${reset.map(spell).join(", ")})` }];
}
