import type { Effect } from "../effects/effect.ts";
import { keyColumns } from "../history.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { constraintKind, type AlterCommand } from "../tree/commands.ts";
import { textOf } from "../tree/node.ts";
import { replaceAction } from "./alter-steps.ts";
import { checkName } from "./check-name.ts";
import { columnConstraintApart } from "./column-constraint.ts";
import { defaultName } from "./default-name.ts";
import type { Fix } from "./fix.ts";
import { sqlName } from "./sql-name.ts";

/** The first major that takes a foreign key of a partitioned table without looking at its rows. */
const KEYS_OF_PARTITIONED = 18;

/** NOT VALID first, then VALIDATE in a transaction of its own, which keeps nobody waiting. */
export function addConstraintSafely(statement: LintStatement, effect: Effect, script: Script): Fix | undefined {
  if (effect.evidence["column"] !== undefined) return columnConstraintApart(statement, effect, script);
  const { knowledge } = script;
  const isKey = effect.cause === "add-foreign-key-scan";
  const isPartitioned = knowledge.table(effect.relation)?.kind === "partitioned";
  if (isKey && isPartitioned && knowledge.context.serverMajor < KEYS_OF_PARTITIONED) return undefined;
  const isIt = ({ subtype, constraint }: AlterCommand): boolean =>
    subtype === "AT_AddConstraint" &&
    /^(?:FOREIGN|CHECK)$/.test(constraintKind(constraint)) &&
    (textOf(constraint, "conname") ?? null) === (effect.evidence["constraint"] ?? null);
  return replaceAction(statement, isIt, ({ head, action, command }) => {
    const name = sqlName(nameOf(command));
    const named =
      textOf(command.constraint, "conname") === undefined
        ? action.replace(/^add\s+/i, (add) => `${add}CONSTRAINT ${name} `)
        : action;
    return [
      { sql: `${head} ${named} NOT VALID`, run: "together" },
      { sql: `${head} VALIDATE CONSTRAINT ${name}`, run: "apart" },
    ];
  });
}

function nameOf({ relation, constraint }: AlterCommand): string {
  const given = textOf(constraint, "conname");
  if (given !== undefined) return given;
  if (constraintKind(constraint) === "FOREIGN") return defaultName(relation.name, keyColumns(constraint), "fkey");
  return checkName(relation.name, constraint);
}
