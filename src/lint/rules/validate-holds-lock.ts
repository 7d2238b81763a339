import { blocksReaders, blocksWriters } from "../effects/effect.ts";
import { splitActions } from "../fix/alter-steps.ts";
import { heldOn } from "../held.ts";
import type { Rule } from "../rule.ts";
import { effectsAt } from "../script.ts";
import { spelled } from "../tree/names.ts";

/** VALIDATE CONSTRAINT in the transaction that added the constraint: its lock is kept over the scan, NOT VALID or not. */
export const validateHoldsLock: Rule = {
  code: "validate-holds-lock",
  severity: "error",
  concern: "blocking",
  check: (statement, script) =>
    effectsAt(script, statement)
      .filter(
        ({ cause, relation }) => cause === "constraint-validation" && !script.knowledge.isNew(relation, statement),
      )
      .flatMap((own) => {
        const { relation, evidence } = own;
        const isSelf = blocksWriters(own.mode);
        const held = heldOn(script, statement, relation);
        const taken = isSelf ? { effect: own, statement } : held;
        if (taken === undefined || !blocksWriters(taken.effect.mode)) return [];
        return [
          {
            subject: { kind: "table", name: spelled(relation) },
            evidence: {
              ...evidence,
              lock: taken.effect.mode,
              blocks: blocksReaders(taken.effect.mode) ? "reads and writes" : "writes",
              takenAtLine: taken.statement.line,
              openedBy: statement.transaction?.openedBy ?? "file",
            },
            fix: isSelf ? splitActions(statement) : { kind: "steps", steps: [{ sql: statement.sql, run: "apart" }] },
          },
        ];
      }),
};
