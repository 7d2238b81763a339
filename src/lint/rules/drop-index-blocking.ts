import { insertAfter } from "../fix/words.ts";
import type { Rule } from "../rule.ts";
import { droppedRelations } from "../history.ts";
import { isSet, textOf } from "../tree/node.ts";
import { spelled } from "../tree/names.ts";

/** DROP INDEX without CONCURRENTLY: short, but everybody queues behind it while it waits for its turn. */
export const dropIndexBlocking: Rule = {
  code: "drop-index-blocking",
  severity: "warning",
  concern: "blocking",
  check: (statement, { knowledge }) => {
    const { kind, fields } = statement.node;
    if (kind !== "DropStmt" || textOf(fields, "removeType") !== "OBJECT_INDEX" || isSet(fields, "concurrent"))
      return [];
    const old = droppedRelations(fields).filter(
      ({ name }) => !knowledge.history.indexes.some((made) => made.name === name),
    );
    const edit = insertAfter(statement, "DROP INDEX", "CONCURRENTLY");
    const canFix =
      edit !== undefined && droppedRelations(fields).length === 1 && textOf(fields, "behavior") !== "DROP_CASCADE";
    return old.slice(0, 1).map((index) => ({
      subject: { kind: "index", name: spelled(index) },
      evidence: { indexes: old.map(spelled), lock: "access-exclusive" },
      fix: canFix ? { kind: "edits", edits: [edit], run: "outside" } : undefined,
    }));
  },
};
