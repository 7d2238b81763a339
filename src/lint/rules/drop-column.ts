import type { Rule } from "../rule.ts";
import { commandsOf } from "../tree/commands.ts";
import { spelled } from "../tree/names.ts";

/** DROP COLUMN: its values are gone, and programs that still name it fail. */
export const dropColumn: Rule = {
  code: "drop-column",
  severity: "error",
  concern: "data-loss",
  check: (statement, { knowledge }) =>
    commandsOf(statement.node)
      .filter(({ subtype, relation }) => subtype === "AT_DropColumn" && !knowledge.isNew(relation, statement))
      .map(({ relation, name }) => ({
        subject: { kind: "column", name: `${spelled(relation)}.${name}` },
        evidence: {},
      })),
};
