import type { Effect } from "../effects/effect.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { constraintKind, type AlterCommand } from "../tree/commands.ts";
import { textOf } from "../tree/node.ts";
import { replaceAction } from "./alter-steps.ts";
import { columnConstraintApart } from "./column-constraint.ts";
import type { Fix } from "./fix.ts";
import { keySteps } from "./key-steps.ts";

/** The index first, while everybody works; then the constraint takes it over in an instant. */
export function addKeySafely(statement: LintStatement, effect: Effect, script: Script): Fix | undefined {
  if (effect.evidence["column"] !== undefined) return columnConstraintApart(statement, effect, script);
  const isIt = ({ subtype, constraint }: AlterCommand): boolean =>
    subtype === "AT_AddConstraint" &&
    /^(?:UNIQUE|PRIMARY)$/.test(constraintKind(constraint)) &&
    (textOf(constraint, "conname") ?? null) === (effect.evidence["constraint"] ?? null);
  const { knowledge } = script;
  if (knowledge.table(effect.relation)?.kind === "partitioned") return undefined;
  return replaceAction(statement, isIt, ({ head, command: { relation, constraint } }) =>
    keySteps({
      head,
      relation,
      constraint,
      isLoose: (column) => knowledge.hasNoNulls(relation, column, statement) !== true,
    }),
  );
}
