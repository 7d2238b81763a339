import type { Effect } from "../effects/effect.ts";
import { keyColumns } from "../history.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { constraintKind, type AlterCommand } from "../tree/commands.ts";
import { isSet, listOf, textOf } from "../tree/node.ts";
import { replaceAction } from "./alter-steps.ts";
import { defaultName } from "./default-name.ts";
import type { Fix, FixStep } from "./fix.ts";
import { sqlName, sqlRelation } from "./sql-name.ts";

/** The index first, while everybody works; then the constraint takes it over in an instant. */
export function addKeySafely(statement: LintStatement, effect: Effect, script: Script): Fix | undefined {
  const isIt = ({ subtype, constraint }: AlterCommand): boolean =>
    subtype === "AT_AddConstraint" &&
    /^(?:UNIQUE|PRIMARY)$/.test(constraintKind(constraint)) &&
    (textOf(constraint, "conname") ?? null) === (effect.evidence["constraint"] ?? null);
  if (script.knowledge.table(effect.relation)?.kind === "partitioned") return undefined;
  return replaceAction(statement, isIt, ({ head, command }) =>
    stepsFor(head, command, notNullFirst(statement, script)),
  );
}

/** Whether a column of a primary key is known to be without nulls already. */
const notNullFirst =
  (statement: LintStatement, { knowledge }: Script) =>
  ({ relation }: AlterCommand, column: string): boolean =>
    knowledge.hasNoNulls(relation, column, statement) !== true;

function stepsFor(
  head: string,
  command: AlterCommand,
  isLoose: (command: AlterCommand, column: string) => boolean,
): readonly FixStep[] | undefined {
  const { relation, constraint } = command;
  if (listOf(constraint, "including").length > 0 || listOf(constraint, "options").length > 0) return undefined;
  if (
    isSet(constraint, "deferrable") ||
    constraint["indexspace"] !== undefined ||
    isSet(constraint, "without_overlaps")
  )
    return undefined;
  const columns = keyColumns(constraint);
  const isPrimary = constraintKind(constraint) === "PRIMARY";
  const name =
    textOf(constraint, "conname") ?? defaultName(relation.name, isPrimary ? [] : columns, isPrimary ? "pkey" : "key");
  const quoted = sqlName(name);
  const table = sqlRelation(relation);
  const keys = columns.map((column) => sqlName(column));
  const nulls = isSet(constraint, "nulls_not_distinct") ? " NULLS NOT DISTINCT" : "";
  const loose = isPrimary ? columns.filter((column) => isLoose(command, column)) : [];
  return [
    { sql: `CREATE UNIQUE INDEX CONCURRENTLY ${quoted} ON ${table} (${keys.join(", ")})${nulls}`, run: "outside" },
    ...loose.map((column): FixStep => ({ sql: `${head} ALTER COLUMN ${sqlName(column)} SET NOT NULL`, run: "apart" })),
    {
      sql: `${head} ADD CONSTRAINT ${quoted} ${isPrimary ? "PRIMARY KEY" : "UNIQUE"} USING INDEX ${quoted}`,
      run: "apart",
    },
  ];
}
