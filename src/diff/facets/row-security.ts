import type { SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import { spellName } from "../kinds/spell.ts";
import type { Facet } from "./facet.ts";

interface Switches {
  readonly on: boolean;
  readonly forced: boolean;
}

const OFF: Switches = { on: false, forced: false };

const switchesOf = (object: SchemaObject): Switches =>
  object.kind === "table" ? { on: object.rowSecurity, forced: object.forceRowSecurity } : OFF;

function change(from: Switches, to: Switches, object: SchemaObject): readonly Action[] {
  const table = `ALTER TABLE ${spellName(object)}`;
  return [
    ...(from.on === to.on ? [] : [{ sql: `${table} ${to.on ? "ENABLE" : "DISABLE"} ROW LEVEL SECURITY` }]),
    ...(from.forced === to.forced ? [] : [{ sql: `${table} ${to.forced ? "FORCE" : "NO FORCE"} ROW LEVEL SECURITY` }]),
  ];
}

export const rowSecurity: Facet = {
  name: "row-security",
  payload: (object) => (switchesOf(object).on || switchesOf(object).forced ? switchesOf(object) : undefined),
  create: (object) => change(OFF, switchesOf(object), object),
  drop: (object) => change(switchesOf(object), OFF, object),
  alter: (from, to) => ({ actions: change(switchesOf(from), switchesOf(to), to) }),
};
