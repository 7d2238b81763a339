import { keyColumns, relationFromKey, type AddedConstraint } from "../history.ts";
import type { Rule } from "../rule.ts";
import type { Script } from "../script.ts";
import { constraintKind } from "../tree/commands.ts";
import { spelled } from "../tree/names.ts";
import { defaultName } from "../fix/default-name.ts";
import { sqlName } from "../fix/sql-name.ts";

/** A new foreign key whose columns no index begins with: every change of the other table reads this one from end to end. */
export const foreignKeyWithoutIndex: Rule = {
  code: "foreign-key-without-index",
  severity: "warning",
  concern: "design",
  check: (statement, script) =>
    script.knowledge.history.constraints
      .at(statement.index)
      .filter((added) => constraintKind(added.fields) === "FOREIGN")
      .filter((added) => isKnown(added, script) && !isIndexed(added, script))
      .map((added) => {
        const table = relationFromKey(added.table);
        const columns = keyColumns(added.fields);
        const name = sqlName(defaultName(table.name, columns, "idx"));
        return {
          subject: { kind: "table", name: spelled(table) },
          evidence: {
            columns,
            index: `CREATE INDEX CONCURRENTLY ${name} ON ${sqlName(table.name)} (${columns.map(sqlName).join(", ")});`,
          },
        };
      }),
};

/** Indexes of a table that the file does not make are known with the target only. */
function isKnown(added: AddedConstraint, { knowledge }: Script): boolean {
  return knowledge.history.made.has(added.table) || knowledge.context.target !== undefined;
}

function isIndexed(added: AddedConstraint, { knowledge }: Script): boolean {
  const columns = keyColumns(added.fields);
  const target = knowledge.table(relationFromKey(added.table));
  const kept = target?.indexes.map(({ keys }) => keys.map(({ column }) => column ?? "")) ?? [];
  const made = knowledge.history.indexes
    .on(added.table)
    .filter(({ isPartial }) => !isPartial)
    .map((one) => one.columns);
  const keys = knowledge.history.constraints
    .on(added.table)
    .filter(({ fields }) => /^(?:PRIMARY|UNIQUE)$/.test(constraintKind(fields)))
    .map(({ fields }) => keyColumns(fields));
  return [...kept, ...made, ...keys].some((index) =>
    columns.every((column) => index.slice(0, columns.length).includes(column)),
  );
}
