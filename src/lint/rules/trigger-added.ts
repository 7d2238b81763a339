import type { Rule } from "../rule.ts";
import { relationOf, spelled } from "../tree/names.ts";
import { isSet, textOf, treeOf } from "../tree/node.ts";

/** CREATE TRIGGER: an instant without writes, and from then on every write does more. */
export const triggerAdded: Rule = {
  code: "trigger-added",
  severity: "info",
  concern: "running-code",
  check: (statement, { knowledge }) => {
    const { kind, fields } = statement.node;
    if (kind !== "CreateTrigStmt" || isSet(fields, "replace")) return [];
    const table = relationOf(treeOf(fields, "relation"));
    if (knowledge.isNew(table, statement)) return [];
    return [
      { subject: { kind: "table", name: spelled(table) }, evidence: { trigger: textOf(fields, "trigname") ?? "" } },
    ];
  },
};
