import type { ColumnObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { columnName, columnTable } from "./column-name.ts";
import type { Context } from "./kind.ts";
import { spellId } from "./spell.ts";
import { UNPLANNED } from "./unplanned.ts";

/**
 * Whether an inherited column is the heir's own as well. Nothing makes it merely inherited again without its values; that it becomes
 * its own is a side effect of leaving the parent, which takes all columns along. Of partitions it says nothing.
 */
export function changeOrigin(from: ColumnObject, to: ColumnObject, context: Context): readonly Action[] {
  const table = context.desired.object(to.parent ?? "");
  if (table?.kind !== "table" || table.partitionOf !== null || from.isLocal === to.isLocal || !to.isInherited)
    return [];
  if (from.isLocal)
    return refusal(
      `make ${columnName(to)} a merely inherited column again, which PostgreSQL cannot without losing its values`,
    );
  const inherited = context.desired.childrenOf(table.id, "column").filter(({ isInherited }) => isInherited);
  if (!inherited.every(({ isLocal }) => isLocal))
    return refusal(`make ${columnName(to)} alone of the inherited columns one of the table's own as well`);
  const isFirst = inherited.every(({ id }) => id >= to.id || isOwn(id, context));
  return isFirst
    ? table.inherits.flatMap((parent) =>
        ["NO INHERIT", "INHERIT"].map((words) => ({
          sql: `ALTER TABLE ${columnTable(to)} ${words} ${spellId(parent)}`,
        })),
      )
    : [];
}

const isOwn = (id: string, { current }: Context): boolean => {
  const before = current.object(id);
  return before?.kind === "column" && before.isLocal;
};

const refusal = (what: string): readonly Action[] => [{ sql: `${UNPLANNED}${what}` }];
