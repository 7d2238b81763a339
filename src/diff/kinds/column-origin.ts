import type { ColumnObject, ConstraintObject, ObjectId } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { columnName, columnTable } from "./column-name.ts";
import { lastingParents, siblingId } from "./descent.ts";
import type { Context } from "./kind.ts";
import { spellId } from "./spell.ts";
import { UNPLANNED } from "./unplanned.ts";

/**
 * Whether an inherited column is the heir's own as well. That it becomes its own is a side effect of leaving the parent, which takes
 * all columns along; whatever else it takes a new table for. Of partitions it says nothing.
 */
export function changeOrigin(_from: ColumnObject, to: ColumnObject, context: Context): readonly Action[] {
  const table = context.desired.object(to.parent ?? "");
  if (table?.kind !== "table" || table.partitionOf !== null) return [];
  const first = context.desired.childrenOf(table.id, "column").find((column) => hasToLeave(column, context));
  if (first?.id !== to.id) return [];
  const check = mereCheck(table.id, context);
  if (check !== undefined)
    return [
      { sql: `${UNPLANNED}that ${columnName(to)} is its own, while its check ${check.name} stays its parent's alone` },
    ];
  return ["NO INHERIT", "INHERIT"].flatMap((words) =>
    lastingParents(context, table.id).map((parent) => ({
      sql: `ALTER TABLE ${columnTable(to)} ${words} ${spellId(parent)}`,
    })),
  );
}

/** Leaving the parent would make it the heir's own too, and nothing takes that back. */
export const mereCheck = (table: ObjectId, { desired }: Context): ConstraintObject | undefined =>
  desired
    .childrenOf(table, "constraint")
    .find(({ constraintKind, isInherited, isLocal }) => constraintKind === "check" && isInherited && !isLocal);

/** It shall be the heir's own as well, is not, and does not leave its parent anyway. */
export const hasToLeave = (column: ColumnObject, context: Context): boolean =>
  column.isLocal && column.isInherited && isMerelyInherited(column, context) && isHeldByParent(column, context);

export function isMerelyInherited({ id }: ColumnObject, { current, isCreated }: Context): boolean {
  const before = current.object(id);
  return before?.kind === "column" && !before.isLocal && !isCreated(id);
}

/** A parent has it, before and after and all the while. */
export const isHeldByParent = ({ id, parent }: ColumnObject, context: Context): boolean =>
  lastingParents(context, parent ?? "")
    .map((table) => siblingId(id, table))
    .some((one) => context.current.object(one) !== undefined && !context.isCreated(one));
