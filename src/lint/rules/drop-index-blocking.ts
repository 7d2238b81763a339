import type { Fix } from "../fix/fix.ts";
import { sqlRelation } from "../fix/sql-name.ts";
import { insertAfter } from "../fix/words.ts";
import type { LintStatement } from "../statement.ts";
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
    const old = droppedRelations(fields).filter(({ name }) => knowledge.history.indexes.named(name).length === 0);
    const fix = old.length === droppedRelations(fields).length ? safely(statement) : undefined;
    return old.slice(0, 1).map((index) => ({
      subject: { kind: "index", name: spelled(index) },
      evidence: { indexes: old.map(spelled), lock: "access-exclusive" },
      fix,
    }));
  },
};

/** CONCURRENTLY takes one index at a time, and never what hangs on it. */
function safely(statement: LintStatement): Fix | undefined {
  const { fields } = statement.node;
  const indexes = droppedRelations(fields);
  const edit = insertAfter(statement, "DROP INDEX", "CONCURRENTLY");
  if (edit === undefined || textOf(fields, "behavior") === "DROP_CASCADE") return undefined;
  if (indexes.length === 1) return { kind: "edits", edits: [edit], run: "outside" };
  const words = `DROP INDEX CONCURRENTLY ${isSet(fields, "missing_ok") ? "IF EXISTS " : ""}`;
  return { kind: "steps", steps: indexes.map((index) => ({ sql: words + sqlRelation(index), run: "outside" })) };
}
