import { exclusivelyHeld } from "../exclusive.ts";
import { controlOf } from "../transactions.ts";
import type { Rule } from "../rule.ts";
import { spelled } from "../tree/names.ts";

/** Any further statement while a table is shut off from everybody: each adds to the wait. */
export const statementAfterExclusiveLock: Rule = {
  code: "statement-after-exclusive-lock",
  severity: "off",
  concern: "blocking",
  check: (statement, script) => {
    const isSetting = /^(?:VariableSet|Comment|Do)Stmt$/.test(statement.node.kind);
    if (isSetting || controlOf(statement) !== undefined) return [];
    const held = exclusivelyHeld(script, statement);
    if (held === undefined) return [];
    return [
      {
        subject: { kind: "table", name: spelled(held.effect.relation) },
        evidence: { takenAtLine: held.statement.line, lock: held.effect.mode },
      },
    ];
  },
};
