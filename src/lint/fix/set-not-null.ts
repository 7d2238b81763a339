import type { Effect } from "../effects/effect.ts";
import type { LintStatement } from "../statement.ts";
import { replaceAction } from "./alter-steps.ts";
import { defaultName } from "./default-name.ts";
import type { Fix, FixStep } from "./fix.ts";
import { sqlName } from "./sql-name.ts";

/** A check that is validated while everybody works proves what SET NOT NULL would look up. */
export function setNotNullSafely(statement: LintStatement, effect: Effect): Fix | undefined {
  const isIt = ({ subtype, name }: { readonly subtype: string; readonly name: string }): boolean =>
    subtype === "AT_SetNotNull" && name === effect.evidence["column"];
  return replaceAction(statement, isIt, ({ head, action, command }) => [
    ...notNullSteps(head, { table: command.relation.name, column: command.name }),
    { sql: `${head} ${action}`, run: "apart", isSettled: true },
    { sql: `${head} DROP CONSTRAINT ${checkName(command.relation.name, command.name)}`, run: "together" },
  ]);
}

export const checkName = (table: string, column: string): string =>
  sqlName(defaultName(table, [column], "not_null_check"));

/** The check, and its validation in a transaction of its own. */
export function notNullSteps(
  head: string,
  { table, column }: { readonly table: string; readonly column: string },
): readonly FixStep[] {
  const name = checkName(table, column);
  const check = `CHECK (${sqlName(column)} IS NOT NULL)`;
  return [
    { sql: `${head} ADD CONSTRAINT ${name} ${check} NOT VALID`, run: "apart" },
    { sql: `${head} VALIDATE CONSTRAINT ${name}`, run: "apart" },
  ];
}
