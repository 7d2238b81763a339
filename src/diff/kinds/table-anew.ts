import type { ColumnObject, TableObject } from "../../catalog/schema/index.ts";
import { hasToLeave, isHeldByParent, isMerelyInherited } from "./column-origin.ts";
import { lastingParents, siblingId } from "./descent.ts";
import type { Context } from "./kind.ts";
import { spell } from "./spell.ts";

/**
 * Whether what shall be of a table in place can only be had by a new one, which takes its rows: an inherited column that is not the
 * heir's own any longer, or alone is its own as well; columns in the order of a type that the table is to be of; another type of a
 * column that rows are distributed by, also of the partitions, whose rows may belong elsewhere then.
 */
export function isToBeMadeAnew(object: TableObject, context: Context): boolean {
  const before = context.current.object(object.id);
  if (before?.kind !== "table" || isOfAnotherKey(object, context)) return before?.kind === "table";
  if (object.tableKind === "partitioned") return false;
  if (object.ofType !== null) return !isInOrder(object, context);
  if (before.partitionOf !== null || object.partitionOf !== null || object.inherits.length === 0) return false;
  const inherited = context.desired.childrenOf(object.id, "column").filter(({ isInherited }) => isInherited);
  const isMixed = inherited.some(({ isLocal }) => !isLocal);
  return inherited.some((column) =>
    column.isLocal ? isMixed && hasToLeave(column, context) : !canBeInherited(column, context),
  );
}

/** It is the parent's now, or comes with the parent's; a table that leaves a parent, or that joins one, has its columns for its own. */
function canBeInherited(column: ColumnObject, context: Context): boolean {
  const parents = lastingParents(context, column.parent ?? "").map((table) => siblingId(column.id, table));
  if (context.current.object(column.id) === undefined || context.isCreated(column.id))
    return parents.some((id) => context.isCreated(id));
  return isHeldByParent(column, context) && isMerelyInherited(column, context);
}

/** Columns that stay keep their places, those that come have theirs behind them. */
function isInOrder(object: TableObject, { current, desired, isCreated }: Context): boolean {
  const places = new Map(current.childrenOf(object.id, "column").map(({ id, position }) => [id, position]));
  const columns = desired.childrenOf(object.id, "column").toSorted((a, b) => a.position - b.position);
  const found = columns.map(({ id }) => (isCreated(id) ? Infinity : (places.get(id) ?? Infinity)));
  return found.every((place, index) => index === 0 || (found[index - 1] ?? 0) <= place);
}

/** Source: ATPrepAlterColumnType of tablecmds.c, which refuses it. */
function isOfAnotherKey(object: TableObject, context: Context): boolean {
  const columns = object.partitionKey === null ? [] : context.desired.childrenOf(object.id, "column");
  if (columns.some((column) => isInKey(column, object.partitionKey ?? "") && isRetyped(column, context))) return true;
  const whole = context.desired.object(object.partitionOf?.table ?? "");
  return whole?.kind === "table" && context.isDropped(whole.id) && isOfAnotherKey(whole, context);
}

const isInKey = ({ name }: ColumnObject, key: string): boolean =>
  [...key.matchAll(/"(?:[^"]|"")*"|[\p{L}\p{N}_$]+/gu)].some(([word]) => word === spell(name));

function isRetyped(column: ColumnObject, { current, needsOf, isReplaced }: Context): boolean {
  const before = current.object(column.id);
  if (before?.kind !== "column") return false;
  const isOther = before.type !== column.type || before.collation !== column.collation;
  return isOther || [...needsOf(column.id)].some(isReplaced);
}
