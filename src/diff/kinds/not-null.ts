import type { ColumnObject, NotNull, ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { columnName, columnTable } from "./column-name.ts";
import { lastingHeirs, siblingId } from "./descent.ts";
import type { Context } from "./kind.ts";
import { chosenFor, NAMED_SINCE, notNullName } from "./not-null-name.ts";
import { changeInherited, givenMeanwhile } from "./not-null-origin.ts";
import { aroundDropNotNull } from "./not-null-parts.ts";
import { spell, withSuffix } from "./spell.ts";

/** NOT NULL on, off, or under another name (a constraint of its own from 18 on). */
export function changeNotNull(from: ColumnObject, to: ColumnObject, context: Context): readonly Action[] {
  if (from.notNull === null && to.notNull === null) return [];
  const table = `ALTER TABLE ${columnTable(to)}`;
  if (to.notNull === null) return aroundDropNotNull(to, dropNotNull(to, context), context);
  if (from.notNull === null) return setNotNull(to, to.notNull, context);
  const inherited = changeInherited(from, to, context);
  if (inherited !== undefined) return inherited;
  const kept = keepNotNull(from.notNull, to.notNull, to);
  if (kept !== undefined) return kept;
  return [{ sql: `${table} ALTER COLUMN ${spell(to.name)} DROP NOT NULL` }, ...setNotNull(to, to.notNull, context)];
}

export const dropNotNull = (column: ColumnObject, context: Context): Action => ({
  sql: `ALTER TABLE ${isDroppedAlone(column, context) ? "ONLY " : ""}${columnTable(column)} ALTER COLUMN ${spell(column.name)} DROP NOT NULL`,
});

/** NOT NULL is taken from all heirs with the parent's, which fails where one keeps it for a key of its own. */
export function isDroppedAlone({ id, parent }: ColumnObject, context: Context): boolean {
  const table = context.desired.object(parent ?? "");
  if (table?.kind !== "table" || table.tableKind === "partitioned") return false;
  return lastingHeirs(context, table.id).some((heir) => {
    const column = context.desired.object(siblingId(id, heir));
    return column?.kind === "column" && column.notNull !== null;
  });
}

/** What an existing NOT NULL can become without being dropped. */
function keepNotNull(from: NotNull, to: NotNull, column: ColumnObject): readonly Action[] | undefined {
  const table = `ALTER TABLE ${columnTable(column)}`;
  const chosen = chosenFor(column);
  const [before, after] = [from.name ?? chosen, to.name ?? chosen];
  if (from.noInherit !== to.noInherit || (from.validated && !to.validated)) return undefined;
  return [
    ...(before === after ? [] : [{ sql: `${table} RENAME CONSTRAINT ${spell(before)} TO ${spell(after)}` }]),
    ...(from.validated === to.validated ? [] : [{ sql: `${table} VALIDATE CONSTRAINT ${spell(after)}` }]),
    ...(from.comment === to.comment ? [] : [commentOn(to, after, column)]),
  ];
}

const idTable = (column: ColumnObject): string => {
  const parts: unknown = JSON.parse(column.id);
  return Array.isArray(parts) ? String(parts[2]) : "";
};

const commentOn = ({ comment }: NotNull, name: string, column: ColumnObject): Action => ({
  sql: `COMMENT ON CONSTRAINT ${spell(name)} ON ${columnTable(column)} IS ${comment === null ? "NULL" : `'${comment.replaceAll("'", "''")}'`}`,
});

function setNotNull(to: ColumnObject, notNull: NotNull, context: Context): readonly Action[] {
  const given = givenMeanwhile(to, context);
  if (given !== undefined) return makeOwn(to, given);
  if (context.current.model.serverVersion >= NAMED_SINCE) return addNotNull(to, notNull, context);
  return context.online && !context.isCreated(to.parent ?? "") ? throughCheck(to) : [plain(to)];
}

/** The parent's is there by then, and with it this one: as nothing of its own, and not valid where that is not. */
const makeOwn = (to: ColumnObject, given: ColumnObject): readonly Action[] => [
  { sql: `ALTER TABLE ${columnTable(to)} ALTER COLUMN ${spell(to.name)} SET NOT NULL`, hazards: hazards(to) },
  ...(to.notNull?.validated === true && given.notNull?.validated === false
    ? [{ sql: `ALTER TABLE ${columnTable(to)} VALIDATE CONSTRAINT ${spell(notNullName(given))}`, hazards: hazards(to) }]
    : []),
];

/** Columns whose NOT NULL gives up the name that this one's takes: before. */
export function givesUpName({ id, parent, notNull }: ColumnObject, { current, desired }: Context): readonly ObjectId[] {
  const name = notNull?.name ?? null;
  if (name === null) return [];
  return current
    .childrenOf(parent ?? "", "column")
    .filter((one) => one.id !== id && one.notNull?.name === name && nameOf(desired.object(one.id)) !== name)
    .map((one) => one.id);
}

const nameOf = (object: SchemaObject | undefined): string | null =>
  object?.kind === "column" ? (object.notNull?.name ?? null) : null;

/** With the name said: the server would choose another while the table that it replaces, or an heir, has that one. */
export function withNotNullNamed(column: ColumnObject): ColumnObject {
  const { notNull } = column;
  return notNull === null ? column : { ...column, notNull: { ...notNull, name: notNull.name ?? chosenFor(column) } };
}

/** An heir that was made after its parent's NOT NULL, which is not valid, has a valid one: one that comes with it has not. */
export function validateAlone(
  column: ColumnObject,
  parents: readonly ColumnObject[],
  needs: readonly ObjectId[] = [],
): readonly Action[] {
  const { notNull } = column;
  if (notNull?.validated !== true || !parents.some((parent) => parent.notNull?.validated === false)) return [];
  const name = spell(notNull.name ?? chosenFor(column));
  return [{ sql: `ALTER TABLE ${columnTable(column)} VALIDATE CONSTRAINT ${name}`, hazards: hazards(column), needs }];
}

/** ADD COLUMN … NOT NULL NO INHERIT makes the heirs' columns NOT NULL without a constraint, which nothing takes off again (18.4). */
export const notNullAlone = (column: ColumnObject): readonly Action[] => {
  const { notNull } = column;
  if (notNull === null || !notNull.validated) return laterNotNull(column);
  const name = spell(notNull.name ?? chosenFor(column));
  const sql = `ALTER TABLE ${columnTable(column)} ADD CONSTRAINT ${name} NOT NULL ${spell(column.name)} NO INHERIT`;
  return [{ sql }, ...laterNotNull(column)];
};

/** What CREATE TABLE and ADD COLUMN have no words for: NOT NULL that is not valid yet, and a comment on it. */
export function laterNotNull(column: ColumnObject): readonly Action[] {
  const { notNull } = column;
  if (notNull === null || (notNull.validated && notNull.comment === null)) return [];
  const name = notNull.name ?? chosenFor(column);
  const tail = `${notNull.noInherit ? " NO INHERIT" : ""} NOT VALID`;
  const sql = `ALTER TABLE ${columnTable(column)} ADD CONSTRAINT ${spell(name)} NOT NULL ${spell(column.name)}${tail}`;
  return [
    ...(notNull.validated ? [] : [{ sql }]),
    ...(notNull.comment === null ? [] : [commentOn(notNull, name, column)]),
  ];
}

/** A constraint of its own may be NOT VALID first. Its name is said: another table's of the same name would change it. */
function addNotNull(to: ColumnObject, notNull: NotNull, context: Context): readonly Action[] {
  const name = notNull.name ?? chosenFor(to);
  const table = `ALTER TABLE ${columnTable(to)}`;
  const tail = notNull.noInherit ? " NO INHERIT" : "";
  const add = `${table} ADD CONSTRAINT ${spell(name)} NOT NULL ${spell(to.name)}${tail}`;
  const later = { sql: `${table} VALIDATE CONSTRAINT ${spell(name)}`, hazards: hazards(to) };
  const isPlain = notNull.validated && (!context.online || context.isCreated(to.parent ?? ""));
  return [
    ...(isPlain
      ? [{ sql: add, hazards: hazards(to) }]
      : [{ sql: `${add} NOT VALID`, commitsAfter: notNull.validated }]),
    ...(isPlain || !notNull.validated ? [] : [later]),
    ...(notNull.comment === null ? [] : [commentOn(notNull, name, to)]),
  ];
}

const plain = (to: ColumnObject): Action => ({
  sql: `ALTER TABLE ${columnTable(to)} ALTER COLUMN ${spell(to.name)} SET NOT NULL`,
  hazards: hazards(to),
});

const hazards = (to: ColumnObject) =>
  [{ code: "data-dependent", what: `rows with NULL in ${columnName(to)}` }] as const;

/** With a valid check at hand SET NOT NULL reads no row. Source: PostgreSQL manual, ALTER TABLE, from 12 on. */
function throughCheck(to: ColumnObject): readonly Action[] {
  const table = `ALTER TABLE ${columnTable(to)}`;
  const check = spell(withSuffix(`${idTable(to)}_${to.name}`, "_is_set"));
  return [
    { sql: `${table} ADD CONSTRAINT ${check} CHECK (${spell(to.name)} IS NOT NULL) NOT VALID`, commitsAfter: true },
    { sql: `${table} VALIDATE CONSTRAINT ${check}`, hazards: hazards(to), commitsAfter: true },
    { sql: `${table} ALTER COLUMN ${spell(to.name)} SET NOT NULL` },
    { sql: `${table} DROP CONSTRAINT ${check}` },
  ];
}
