import type { Rule } from "../rule.ts";
import { constraintKind } from "../tree/commands.ts";
import { relationOf, spelled } from "../tree/names.ts";
import { listOf, treeOf } from "../tree/node.ts";
import { relationKey } from "../../catalog/index.ts";

/** A new table that no statement of the file gives a primary key. */
export const tableWithoutPrimaryKey: Rule = {
  code: "table-without-primary-key",
  severity: "info",
  concern: "design",
  check: (statement, { knowledge }) => {
    const { kind, fields } = statement.node;
    const table = relationOf(treeOf(fields, "relation"));
    const isPart = listOf(fields, "inhRelations").length > 0 || fields["ofTypename"] !== undefined;
    const likes = listOf(fields, "tableElts").some((each) => JSON.stringify(each).startsWith('{"TableLikeClause"'));
    if (kind !== "CreateStmt" || table.temporary || isPart || likes) return [];
    const keyed = knowledge.history.constraints
      .on(relationKey(table))
      .some((one) => constraintKind(one.fields) === "PRIMARY");
    return keyed ? [] : [{ subject: { kind: "table", name: spelled(table) }, evidence: {} }];
  },
};
