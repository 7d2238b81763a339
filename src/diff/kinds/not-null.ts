import type { ColumnObject, NotNull } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { columnName, columnTable } from "./column-name.ts";
import type { Context } from "./kind.ts";
import { spell } from "./spell.ts";

const NAME_BYTES = 63;

/** NOT NULL on, off, or under another name (a constraint of its own from 18 on). */
export function changeNotNull(from: ColumnObject, to: ColumnObject, context: Context): readonly Action[] {
  if (from.notNull === null && to.notNull === null) return [];
  const table = `ALTER TABLE ${columnTable(to)}`;
  if (to.notNull === null) return [{ sql: `${table} ALTER COLUMN ${spell(to.name)} DROP NOT NULL` }];
  if (from.notNull === null) return setNotNull(to, to.notNull, context);
  const kept = keepNotNull(from.notNull, to.notNull, to);
  if (kept !== undefined) return kept;
  return [{ sql: `${table} ALTER COLUMN ${spell(to.name)} DROP NOT NULL` }, ...setNotNull(to, to.notNull, context)];
}

/** What an existing NOT NULL can become without being dropped. */
function keepNotNull(from: NotNull, to: NotNull, column: ColumnObject): readonly Action[] | undefined {
  const table = `ALTER TABLE ${columnTable(column)}`;
  const chosen = `${idTable(column)}_${column.name}_not_null`;
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
  const { name, validated, noInherit } = notNull;
  const table = `ALTER TABLE ${columnTable(to)}`;
  const isPlain = name === null && validated && !noInherit;
  const chosen = chosenName(to);
  if (isPlain && context.current.model.serverVersion >= NAMED_SINCE && chosen !== undefined)
    return named(to, chosen, context);
  if (isPlain) return context.online && !context.isCreated(to.parent ?? "") ? throughCheck(to) : [plain(to)];
  const constraint = name === null ? "" : `CONSTRAINT ${spell(name)} `;
  const tail = `${noInherit ? " NO INHERIT" : ""}${validated ? "" : " NOT VALID"}`;
  return [{ sql: `${table} ADD ${constraint}NOT NULL ${spell(to.name)}${tail}`, hazards: hazards(to) }];
}

const NAMED_SINCE = 180_000;

/** What the server calls it where nothing else of the schema has that name. */
function chosenName(to: ColumnObject): string | undefined {
  const name = `${idTable(to)}_${to.name}_not_null`;
  return Buffer.byteLength(name) <= NAME_BYTES ? name : undefined;
}

/** A constraint of its own may be NOT VALID first. Its name is said: another table's of the same name would change it. */
function named(to: ColumnObject, name: string, context: Context): readonly Action[] {
  const table = `ALTER TABLE ${columnTable(to)}`;
  const add = `${table} ADD CONSTRAINT ${spell(name)} NOT NULL ${spell(to.name)}`;
  if (!context.online || context.isCreated(to.parent ?? "")) return [{ sql: add, hazards: hazards(to) }];
  return [
    { sql: `${add} NOT VALID`, commitsAfter: true },
    { sql: `${table} VALIDATE CONSTRAINT ${spell(name)}`, hazards: hazards(to) },
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
  const check = spell(
    `${Buffer.from(`${idTable(to)}_${to.name}`)
      .subarray(0, NAME_BYTES - 8)
      .toString()}_is_set`,
  );
  return [
    { sql: `${table} ADD CONSTRAINT ${check} CHECK (${spell(to.name)} IS NOT NULL) NOT VALID`, commitsAfter: true },
    { sql: `${table} VALIDATE CONSTRAINT ${check}`, hazards: hazards(to), commitsAfter: true },
    { sql: `${table} ALTER COLUMN ${spell(to.name)} SET NOT NULL` },
    { sql: `${table} DROP CONSTRAINT ${check}` },
  ];
}
