import { cutShort, quietLoss } from "../../diff/index.ts";
import { baseOf, isPlainCast } from "../effects/change-type.ts";
import type { Knowledge } from "../knowledge.ts";
import type { Rule, Trouble } from "../rule.ts";
import type { LintStatement } from "../statement.ts";
import { type AlterCommand, commandsOf } from "../tree/commands.ts";
import { spelled } from "../tree/names.ts";
import { formatType, typeOfColumn } from "../tree/type-name.ts";

/** ALTER COLUMN … TYPE that rounds values or cuts them off, where PostgreSQL raises no error. */
export const columnTypeLoses: Rule = {
  code: "column-type-loses",
  severity: "error",
  concern: "data-loss",
  check: (statement, { knowledge }) =>
    commandsOf(statement.node).flatMap((command) =>
      command.subtype === "AT_AlterColumnType" ? lossOf(command, knowledge, statement) : [],
    ),
};

/** Nothing where the old type is unknown, where there are no rows, or where USING says another conversion than the cast. */
function lossOf(command: AlterCommand, knowledge: Knowledge, statement: LintStatement): readonly Trouble[] {
  const { relation, name, column } = command;
  const from = baseOf({ knowledge }, knowledge.columnType(relation, name, statement));
  const written = typeOfColumn(column);
  const isEmpty = knowledge.context.target?.isSized === true && knowledge.table(relation)?.sizeBytes === 0;
  if (from === undefined || isEmpty || knowledge.isNew(relation, statement) || !isPlainCast(command, written))
    return [];
  const [before, after] = [formatType(from), formatType(baseOf({ knowledge }, written) ?? written)];
  const what = quietLoss(before, after) ?? (column["raw_default"] === undefined ? undefined : cutShort(before, after));
  if (what === undefined) return [];
  const subject = { kind: "column", name: `${spelled(relation)}.${name}` } as const;
  return [{ subject, evidence: { from: before, to: after, loses: what } }];
}
