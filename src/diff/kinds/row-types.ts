import type { MaterializedViewObject, ObjectId, TableObject } from "../../catalog/schema/index.ts";
import type { Context } from "./kind.ts";
import { spellName } from "./spell.ts";

/**
 * Whether rows of a table, kept as values of a column, would stand in the way of what the plan does to the table: no table is
 * written anew, and none of its columns gets another type, while something stores its row type.
 * Source: find_composite_type_dependencies of tablecmds.c.
 */
export const keepsRewrittenRows = (object: MaterializedViewObject, context: Context): boolean =>
  storedTables(object, context).some((table) => isRewritten(table, context));

/** All that may rewrite them has happened before such rows are stored again. */
export function beforeStoredRows(object: MaterializedViewObject, context: Context): readonly ObjectId[] {
  const { desired, needsOf } = context;
  const tables = storedTables(object, context);
  const columns = tables.flatMap(({ id }) => desired.childrenOf(id, "column"));
  const types = columns.flatMap(({ id }) => Array.from(needsOf(id)));
  const checks = types.flatMap((type) => desired.childrenOf(type, "domain-constraint"));
  return [...types, ...[...tables, ...columns, ...checks].map(({ id }) => id)];
}

/** Whoever needs columns of a table as well as its rows is known to need the columns only. */
function storedTables(object: MaterializedViewObject, { desired, needsOf }: Context): readonly TableObject[] {
  const types = new Set(object.columns.map(({ type }) => type.replace(/(?:\[\])+$/, "")));
  const needed = [...needsOf(object.id)].map((id) => desired.object(id));
  const tables = new Set(needed.map((one) => (one?.kind === "column" ? desired.object(one.parent ?? "") : one)));
  return [...tables].filter((one): one is TableObject => one?.kind === "table" && types.has(spellName(one)));
}

function isRewritten(table: TableObject, context: Context): boolean {
  const before = context.current.object(table.id);
  if (before?.kind !== "table") return false;
  if (before.persistence !== table.persistence || before.accessMethod !== table.accessMethod) return true;
  const columns = context.desired.childrenOf(table.id, "column");
  return columns.some(({ id }) => isWritten(id, context));
}

function isWritten(id: ObjectId, context: Context): boolean {
  const [before, after] = [context.current.object(id), context.desired.object(id)];
  if (before?.kind !== "column" || after?.kind !== "column" || context.isCreated(id)) return true;
  if (before.type !== after.type || before.collation !== after.collation) return true;
  return [...context.needsOf(id)].some((type) => context.isReplaced(type) || isLookedThrough(type, context));
}

/** Values of a domain are looked at for its new rules. Source: get_rels_with_domain of typecmds.c. */
function isLookedThrough(id: ObjectId, { current, desired }: Context): boolean {
  const [before, after] = [current.object(id), desired.object(id)];
  if (before?.kind !== "domain" || after?.kind !== "domain") return false;
  if (after.notNull !== null && JSON.stringify(before.notNull) !== JSON.stringify(after.notNull)) return true;
  return desired.childrenOf(id, "domain-constraint").some((check) => {
    const old = current.object(check.id);
    return (
      old?.kind !== "domain-constraint" || old.definition !== check.definition || old.validated !== check.validated
    );
  });
}
