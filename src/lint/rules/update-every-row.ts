import { touchesEveryRow } from "../effects/rows.ts";
import { updateInBatches } from "../fix/batched.ts";
import type { Rule } from "../rule.ts";
import { relationOf, spelled } from "../tree/names.ts";
import { treeOf } from "../tree/node.ts";

/** UPDATE of every row: each stays locked until the end, and the table doubles. */
export const updateEveryRow: Rule = {
  code: "update-every-row",
  severity: "warning",
  concern: "blocking",
  check: (statement, script) => {
    const table = relationOf(treeOf(statement.node.fields, "relation"));
    if (statement.node.kind !== "UpdateStmt" || !touchesEveryRow(statement.node)) return [];
    if (statement.isBatched === true || script.knowledge.isNew(table, statement)) return [];
    const fix = updateInBatches(statement, table, script);
    return [{ subject: { kind: "table", name: spelled(table) }, evidence: {}, fix }];
  },
};
