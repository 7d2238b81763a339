import type { Rule } from "../rule.ts";
import { commandsOf } from "../tree/commands.ts";
import { spelled } from "../tree/names.ts";

/** DROP NOT NULL: programs that read the column have never met a NULL there. */
export const dropNotNull: Rule = {
  code: "drop-not-null",
  severity: "warning",
  concern: "running-code",
  check: (statement, { knowledge }) =>
    commandsOf(statement.node)
      .filter(({ subtype, relation }) => subtype === "AT_DropNotNull" && !knowledge.isNew(relation, statement))
      .map(({ relation, name }) => ({
        subject: { kind: "column", name: `${spelled(relation)}.${name}` },
        evidence: {},
      })),
};
