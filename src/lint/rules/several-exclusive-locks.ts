import { exclusivelyHeld, newlyExclusive } from "../exclusive.ts";
import type { Rule } from "../rule.ts";
import { spelled } from "../tree/names.ts";

/** A second table shut off in one transaction: whoever uses both the other way round meets it in a deadlock. */
export const severalExclusiveLocks: Rule = {
  code: "several-exclusive-locks",
  severity: "info",
  concern: "blocking",
  check: (statement, script) => {
    if (statement.transaction === undefined || newlyExclusive(script, statement).length === 0) return [];
    const held = exclusivelyHeld(script, statement);
    if (held === undefined) return [];
    return [
      {
        subject: { kind: "table", name: spelled(held.effect.relation) },
        evidence: { takenAtLine: held.statement.line, openedBy: statement.transaction.openedBy },
        fix: { kind: "steps", steps: [{ sql: statement.sql, run: "apart" }] },
      },
    ];
  },
};
