import type { ColumnObject, TableObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { columnExtras } from "./column-extras.ts";
import { siblingId } from "./descent.ts";
import type { Context } from "./kind.ts";
import { spell, spellName } from "./spell.ts";

/**
 * A declared column without what INHERITS brings: NOT NULL under the parent's name, which said again would be the heir's own as well;
 * compression, of which only one may be said.
 */
export function withoutParents(column: ColumnObject, object: TableObject, context: Context): ColumnObject {
  const parents = parentsColumns(column, object, context);
  const isGiven = parents.some(({ notNull }) => notNull !== null && !notNull.noInherit);
  return {
    ...column,
    notNull: column.notNull?.isLocal === false && isGiven ? null : column.notNull,
    compression: parents.some(({ compression }) => compression !== null) ? null : column.compression,
  };
}

/** What CREATE TABLE has no words for; a column merged with a parent's begins with that one's storage and compression. */
export function bornExtras(column: ColumnObject, object: TableObject, context: Context): readonly Action[] {
  const foreign = object.tableKind === "foreign" ? "FOREIGN " : "";
  const parents = parentsColumns(column, object, context);
  const given = parents.find(({ compression }) => compression !== null);
  const born = { ...column, storage: parents[0]?.storage ?? null, statisticsTarget: null, options: [] };
  const isOther = given !== undefined && given.compression !== column.compression;
  const clauses = [
    ...columnExtras(born, column),
    ...(isOther ? [`SET COMPRESSION ${column.compression ?? "default"}`] : []),
  ];
  return clauses.map((clause) => ({
    sql: `ALTER ${foreign}TABLE ${spellName(object)} ALTER COLUMN ${spell(column.name)} ${clause}`,
  }));
}

const parentsColumns = (
  { id }: ColumnObject,
  { inherits }: TableObject,
  { desired }: Context,
): readonly ColumnObject[] =>
  inherits
    .map((parent) => desired.object(siblingId(id, parent)))
    .filter((one): one is ColumnObject => one?.kind === "column");
