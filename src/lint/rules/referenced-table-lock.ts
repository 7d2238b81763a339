import { referencesOf } from "../effects/create-table.ts";
import { columnConstraints, commandsOf, constraintKind } from "../tree/commands.ts";
import type { Rule } from "../rule.ts";
import { relationOf, spelled, type Named } from "../tree/names.ts";
import { treeOf } from "../tree/node.ts";

/** A foreign key of a new table or column: the other table takes no writes until the transaction ends. */
export const referencedTableLock: Rule = {
  code: "referenced-table-lock",
  severity: "info",
  concern: "blocking",
  check: (statement, { knowledge }) => {
    const { node } = statement;
    const added = commandsOf(node).flatMap(({ column }) =>
      columnConstraints(column)
        .filter((each) => constraintKind(each) === "FOREIGN")
        .map((each) => relationOf(treeOf(each, "pktable"))),
    );
    const others: readonly Named[] = node.kind === "CreateStmt" ? referencesOf(node.fields) : added;
    const own = relationOf(treeOf(node.fields, "relation"));
    const names = new Set(
      others.filter((other) => spelled(other) !== spelled(own) && !knowledge.isNew(other, statement)).map(spelled),
    );
    return [...names].map((name) => ({ subject: { kind: "table", name }, evidence: { lock: "share-row-exclusive" } }));
  },
};
