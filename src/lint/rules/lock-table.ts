import type { Rule } from "../rule.ts";
import { isAtLeast } from "../effects/effect.ts";
import { effectsAt } from "../script.ts";
import { spelled } from "../tree/names.ts";

/** LOCK TABLE by hand. */
export const lockTable: Rule = {
  code: "lock-table",
  severity: "warning",
  concern: "blocking",
  check: (statement, script) =>
    statement.node.kind !== "LockStmt"
      ? []
      : effectsAt(script, statement)
          .filter(({ relation, mode }) => isAtLeast(mode, "share") && !script.knowledge.isNew(relation, statement))
          .map(({ relation, mode }) => ({
            subject: { kind: "table", name: spelled(relation) },
            evidence: { lock: mode },
          })),
};
