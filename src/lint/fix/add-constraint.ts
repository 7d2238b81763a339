import type { Effect } from "../effects/effect.ts";
import { keyColumns } from "../history.ts";
import type { LintStatement } from "../statement.ts";
import { constraintKind, type AlterCommand } from "../tree/commands.ts";
import { everyNode, listOf, textOf, wordsOf } from "../tree/node.ts";
import { replaceAction } from "./alter-steps.ts";
import { defaultName } from "./default-name.ts";
import type { Fix } from "./fix.ts";
import { sqlName } from "./sql-name.ts";

/** NOT VALID first, then VALIDATE in a transaction of its own, which keeps nobody waiting. */
export function addConstraintSafely(statement: LintStatement, effect: Effect): Fix | undefined {
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
  const columns = [
    ...new Set(
      everyNode(constraint["raw_expr"], "ColumnRef").flatMap((each) => wordsOf(listOf(each, "fields")).slice(-1)),
    ),
  ];
  return defaultName(relation.name, columns.length === 1 ? columns : [], "check");
}
