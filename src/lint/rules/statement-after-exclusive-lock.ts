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
    return exclusivelyHeld(script, statement)
      .slice(0, 1)
      .map(({ effect, statement: taker }) => ({
        subject: { kind: "table", name: spelled(effect.relation) },
        evidence: { takenAtLine: taker.line, lock: effect.mode },
      }));
  },
};
