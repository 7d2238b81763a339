import type { RuleObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { columnTable } from "./column-name.ts";
import { FIRING } from "./firing.ts";
import { rowsInto } from "./kept-rows.ts";
import type { Kind } from "./kind.ts";
import { spell } from "./spell.ts";

export const rule: Kind<RuleObject> = {
  kind: "rule",
  compared: ({ definition, enabled }) => ({ definition, enabled }),
  create: (object, context) => [
    { sql: statement(object), needs: rowsInto(object.parent, context) },
    ...(object.enabled === "origin" ? [] : [fire(object)]),
  ],
  drop: (object) => [{ sql: `DROP RULE ${spell(object.name)} ON ${columnTable(object)}` }],
  alter: alterRule,
  phrase: (object) => `RULE ${spell(object.name)} ON ${columnTable(object)}`,
};

const statement = ({ definition }: RuleObject): string => definition.replace(/;\s*$/, "");

const fire = (object: RuleObject): Action => ({
  sql: `ALTER TABLE ${columnTable(object)} ${FIRING[object.enabled]} RULE ${spell(object.name)}`,
});

function alterRule(from: RuleObject, to: RuleObject): Alteration {
  const replace = { sql: statement(to).replace(/^CREATE RULE /, "CREATE OR REPLACE RULE ") };
  return {
    actions: [
      ...(from.definition === to.definition ? [] : [replace]),
      ...(from.enabled === to.enabled ? [] : [fire(to)]),
    ],
  };
}
