import type { Rule } from "../rule.ts";
import { relationOf, spelled } from "../tree/names.ts";
import { fieldsOf, listOf, textOf } from "../tree/node.ts";

/** TRUNCATE: all rows are gone, with CASCADE also those of tables that refer to them. */
export const truncateTable: Rule = {
  code: "truncate-table",
  severity: "error",
  concern: "data-loss",
  check: (statement, { knowledge }) => {
    const { kind, fields } = statement.node;
    if (kind !== "TruncateStmt") return [];
    const cascade = textOf(fields, "behavior") === "DROP_CASCADE";
    return listOf(fields, "relations")
      .map((each) => relationOf(fieldsOf(each, "RangeVar")))
      .filter((table) => !knowledge.isNew(table, statement))
      .map((table) => ({ subject: { kind: "table", name: spelled(table) }, evidence: { cascade } }));
  },
};
