import type { ColumnObject, ConstraintObject, ObjectId, TableObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { columnName, columnTable } from "./column-name.ts";
import { lastingHeirs, lastingParents, parentsOf, siblingId } from "./descent.ts";
import type { Context } from "./kind.ts";
import { bringAgain } from "./not-null-family.ts";
import { NAMED_SINCE, notNullName } from "./not-null-name.ts";
import type { Side } from "./side.ts";
import { spell, spellId } from "./spell.ts";
import { UNPLANNED } from "./unplanned.ts";

/**
 * From 18 on the NOT NULL of an heir has a name of its own or its parent's, and counts as its own too or not. The server renames none
 * that is inherited, and takes from none back that it is its own. Undefined: the table says so by itself, or nothing of it changes.
 */
export function changeInherited(from: ColumnObject, to: ColumnObject, context: Context): readonly Action[] | undefined {
  if (context.current.model.serverVersion < NAMED_SINCE || isAsItIs(from, to)) return undefined;
  const [before, after] = [giversOf(from, context.current), giversOf(to, context.desired)];
  if (before.length === 0 && after.length === 0) return undefined;
  if (isSteady(to, context)) return inPlace(from, to, context);
  if (isPartition(to, context)) return undefined;
  if (before.length === 0) return comesDown(to, context) ? [dropFirst(to)] : undefined;
  // What the table joins it will have from there: planned again when it has.
  const isElsewhere =
    lastingParents(context, to.parent ?? "").length !== parentsOf(context.desired, to.parent ?? "").length;
  return after.length > 0 || isElsewhere ? [] : undefined;
}

const isAsItIs = (from: ColumnObject, to: ColumnObject): boolean =>
  from.notNull?.isLocal === to.notNull?.isLocal && notNullName(from) === notNullName(to);

/** The same column of the parents that hand NOT NULL down. */
export const giversOf = ({ id, parent }: ColumnObject, side: Side): readonly ColumnObject[] =>
  parentsOf(side, parent ?? "")
    .map((table) => side.object(siblingId(id, table)))
    .filter((one): one is ColumnObject => one?.kind === "column")
    .filter(({ notNull }) => notNull !== null && !notNull.noInherit);

/** The parent's column from which it gets NOT NULL in this plan, before its own: its type changes with that one's. */
export function givenMeanwhile(to: ColumnObject, context: Context): ColumnObject | undefined {
  const before = context.current.object(to.id);
  if (before?.kind !== "column" || before.type === to.type || to.notNull?.isLocal !== true) return undefined;
  if (context.current.model.serverVersion < NAMED_SINCE || isPartition(to, context)) return undefined;
  const parents = lastingAbove(to, context);
  return giversOf(to, context.desired).find(({ id }) => {
    const parent = context.current.object(id);
    return parents.has(id) && parent?.kind === "column" && parent.notNull === null && !context.isCreated(id);
  });
}

const lastingAbove = ({ id, parent }: ColumnObject, context: Context): ReadonlySet<ObjectId> =>
  new Set(lastingParents(context, parent ?? "").map((table) => siblingId(id, table)));

const tableOf = ({ parent }: ColumnObject, { desired }: Context): TableObject | undefined => {
  const table = desired.object(parent ?? "");
  return table?.kind === "table" ? table : undefined;
};

const isPartition = (column: ColumnObject, context: Context): boolean =>
  (tableOf(column, context)?.partitionOf ?? null) !== null;

/** It has NOT NULL from the same parents before and after, and all the while. */
function isSteady(column: ColumnObject, context: Context): boolean {
  const table = column.parent ?? "";
  const [before, after] = [parentsOf(context.current, table), parentsOf(context.desired, table)];
  const stays = lastingParents(context, table).length === after.length && before.length === after.length;
  const [had, has] = [giversOf(column, context.current), giversOf(column, context.desired)];
  return (
    stays &&
    had.map(({ id }) => id).join() === has.map(({ id }) => id).join() &&
    !has.some(({ id }) => context.isCreated(id))
  );
}

/** Its own goes before the parent's comes down to it. */
function comesDown(to: ColumnObject, context: Context): boolean {
  if (to.notNull?.isLocal !== false || to.identity !== null) return false;
  const parents = lastingAbove(to, context);
  const isGiven = giversOf(to, context.desired).some(({ id }) => parents.has(id) && !context.isCreated(id));
  const tables = [to.parent ?? "", ...lastingHeirs(context, to.parent ?? "")];
  return isGiven && !tables.some((table) => keepsKey(table, to.name, context));
}

/** A primary key on the column that is there all the while. */
const keepsKey = (table: ObjectId, column: string, { current, isDropped }: Context): boolean =>
  current
    .childrenOf(table, "constraint")
    .some((one) => one.constraintKind === "primary-key" && one.columns.includes(column) && !isDropped(one.id));

/** A primary key that has to go for a moment: NOT NULL below it is its table's own and shall be no more than the parent's. */
export function holdsOwn({ constraintKind, parent, columns }: ConstraintObject, context: Context): boolean {
  if (constraintKind !== "primary-key" || context.current.model.serverVersion < NAMED_SINCE) return false;
  if (lastingParents(context, parent ?? "").length === 0) return false;
  return context.desired.childrenOf(parent ?? "", "column").some((to) => {
    const from = context.current.object(to.id);
    const isOwn = from?.kind === "column" && from.notNull?.isLocal === true && !context.isCreated(to.id);
    return columns.includes(to.name) && isOwn && to.notNull?.isLocal === false && !isPartition(to, context);
  });
}

const dropFirst = (to: ColumnObject): Action => ({
  sql: `ALTER TABLE ${columnTable(to)} ALTER COLUMN ${spell(to.name)} DROP NOT NULL`,
});

function inPlace(from: ColumnObject, to: ColumnObject, context: Context): readonly Action[] {
  const isRenamed = notNullName(from) !== notNullName(to);
  const table = tableOf(to, context);
  if (table === undefined) return [];
  if (table.partitionOf !== null) return isRenamed ? [renameApart(from, to, partitionWords(table))] : [];
  const areOwn = context.current.childrenOf(table.id, "column").every(({ isLocal }) => isLocal);
  const isNeeded = to.notNull?.isLocal !== true || (isRenamed && !areOwn);
  const again = bringAgain(to, context, isNeeded);
  if (again !== undefined) return again;
  if (isNeeded)
    return [{ sql: `${UNPLANNED}that NOT NULL of ${columnName(to)} is no more than what its parent hands down` }];
  if (isRenamed) return [renameApart(from, to, heirWords(table))];
  return [{ sql: `ALTER TABLE ${columnTable(to)} ALTER COLUMN ${spell(to.name)} SET NOT NULL` }];
}

/** What takes the table from its parents, and brings it back. */
type Words = readonly [leave: readonly string[], join: readonly string[]];

const heirWords = ({ inherits, id }: TableObject): Words => [
  inherits.map((parent) => `ALTER TABLE ${spellId(id)} NO INHERIT ${spellId(parent)}`),
  inherits.map((parent) => `ALTER TABLE ${spellId(id)} INHERIT ${spellId(parent)}`),
];

const partitionWords = ({ partitionOf, id }: TableObject): Words => [
  [`ALTER TABLE ${spellId(partitionOf?.table ?? "")} DETACH PARTITION ${spellId(id)}`],
  [`ALTER TABLE ${spellId(partitionOf?.table ?? "")} ATTACH PARTITION ${spellId(id)} ${partitionOf?.bound ?? ""}`],
];

/** One statement: meanwhile its rows would not be seen. */
function renameApart(from: ColumnObject, to: ColumnObject, [leave, join]: Words): Action {
  const names = `${spell(notNullName(from))} TO ${spell(notNullName(to))}`;
  return { sql: [...leave, `ALTER TABLE ${columnTable(to)} RENAME CONSTRAINT ${names}`, ...join].join(";\n") };
}
