import { touchesEveryRow } from "../effects/rows.ts";
import type { Rule } from "../rule.ts";
import { relationOf, spelled } from "../tree/names.ts";
import { treeOf } from "../tree/node.ts";

/** DELETE of every row. */
export const deleteEveryRow: Rule = {
  code: "delete-every-row",
  severity: "error",
  concern: "data-loss",
  check: (statement, { knowledge }) => {
    const table = relationOf(treeOf(statement.node.fields, "relation"));
    if (statement.node.kind !== "DeleteStmt" || !touchesEveryRow(statement.node)) return [];
    return knowledge.isNew(table, statement)
      ? []
      : [{ subject: { kind: "table", name: spelled(table) }, evidence: {} }];
  },
};
