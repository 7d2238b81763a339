import type { Rule } from "../rule.ts";
import { droppedRelations } from "../history.ts";
import { commandsOf } from "../tree/commands.ts";
import { spelled } from "../tree/names.ts";
import { textOf } from "../tree/node.ts";

/** CASCADE drops what nobody has named. */
export const dropCascade: Rule = {
  code: "drop-cascade",
  severity: "warning",
  concern: "data-loss",
  check: (statement, { knowledge }) => {
    const { node } = statement;
    const actions = commandsOf(node).filter(
      ({ subtype, fields }) => subtype.startsWith("AT_Drop") && textOf(fields, "behavior") === "DROP_CASCADE",
    );
    const isDrop = node.kind === "DropStmt" && textOf(node.fields, "behavior") === "DROP_CASCADE";
    const dropped = isDrop
      ? droppedRelations(node.fields)
          .filter((one) => !knowledge.isNew(one, statement))
          .map(spelled)
      : [];
    const names = [...dropped, ...actions.map(({ relation, name }) => `${spelled(relation)}.${name}`)];
    return names.map((name) => ({ subject: { kind: "object", name }, evidence: {} }));
  },
};
