import { findWords } from "../fix/words.ts";
import type { Rule } from "../rule.ts";
import { commandsOf } from "../tree/commands.ts";
import { relationOf, spelled } from "../tree/names.ts";
import { fieldsOf, isSet, treeOf } from "../tree/node.ts";

/** DETACH PARTITION without CONCURRENTLY. */
export const detachPartitionBlocking: Rule = {
  code: "detach-partition-blocking",
  severity: "warning",
  concern: "blocking",
  check: (statement, { context }) =>
    commandsOf(statement.node)
      .filter(
        ({ subtype, fields }) =>
          subtype === "AT_DetachPartition" && !isSet(fieldsOf(fields["def"], "PartitionCmd"), "concurrent"),
      )
      .map(({ relation, fields }) => {
        const part = relationOf(treeOf(fieldsOf(fields["def"], "PartitionCmd"), "name"));
        const end = statement.sql.length;
        const isFixable = context.serverMajor >= 14 || context.target === undefined;
        return {
          subject: { kind: "table", name: spelled(relation) },
          evidence: { partition: spelled(part), lock: "access-exclusive" },
          fix:
            isFixable && findWords(statement, "DETACH PARTITION") > 0
              ? { kind: "edits", edits: [{ start: end, end, text: " CONCURRENTLY" }], run: "outside" }
              : undefined,
        };
      }),
};
