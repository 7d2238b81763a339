import type { RelationName, Row, Session } from "../../../catalog/index.ts";
import { groupBy } from "../../../kit/index.ts";
import { quoteIdentifier, quoteName } from "../../../sql/index.ts";
import { numberOf, textOf } from "../cells.ts";
import { refusalOf } from "../failure.ts";

export interface SnapshotColumn {
  /** Its place in the table: it outlives a rename. */
  readonly number: number;
  readonly name: string;
  readonly type: string;
}

export interface TableRows {
  readonly oid: string;
  readonly relation: RelationName;
  readonly columns: readonly SnapshotColumn[];
  /** Values as text, in the order of the columns. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** The rows of a shadow, by the OID of their table. */
export type RowSnapshot = ReadonlyMap<string, TableRows>;

const COLUMNS = `select c.oid::text as oid, n.nspname::text as schema, c.relname::text as name, a.attnum::int4 as number,
    a.attname::text as attribute, pg_catalog.format_type(a.atttypid, a.atttypmod) as type
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and ($1::text[] is null or c.oid::text = any ($1::text[]))
  order by c.oid, a.attnum`;

const SETTINGS = `set local search_path = pg_catalog; set local row_security = off; set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres'; set local timezone = 'UTC'; set local bytea_output = 'hex';
  set local extra_float_digits = 1`;

export interface SnapshotOptions {
  /** Only these tables. */
  readonly oids?: ReadonlySet<string>;
  /** Values of a column that has another type by now are read as the type that they had then. */
  readonly like?: RowSnapshot;
}

/**
 * Reads all rows of the shadow's tables, column by column as text, with fixed settings. For shadows only: it reads everything.
 * The session must be outside a transaction.
 *
 * @example
 * const before = await readRows(session);
 * await session.script("alter table orders drop column note");
 * const lost = lostRows(before, await readRows(session, { like: before }));
 */
export async function readRows(session: Session, options: SnapshotOptions = {}): Promise<RowSnapshot> {
  const oids = options.oids === undefined ? null : [...options.oids];
  await session.script(`begin; ${SETTINGS}`);
  try {
    const columns = groupBy(await session.query(COLUMNS, [oids]), (row) => textOf(row, "oid"));
    const tables = [...columns.values()].map(tableOf);
    const snapshot = new Map<string, TableRows>();
    for (let from = 0; from < tables.length; from += TOGETHER)
      for (const table of await readTables(session, tables.slice(from, from + TOGETHER), options.like))
        snapshot.set(table.oid, table);
    return snapshot;
  } finally {
    await session.script("rollback").catch(() => undefined);
  }
}

/** Tables that are asked for in one question. */
const TOGETHER = 50;

function tableOf(rows: readonly Row[]): TableRows {
  const [first = {}] = rows;
  return {
    oid: textOf(first, "oid"),
    relation: { schema: textOf(first, "schema"), name: textOf(first, "name") },
    columns: rows
      .filter((row) => row["number"] !== null)
      .map((row) => ({ number: numberOf(row, "number"), name: textOf(row, "attribute"), type: textOf(row, "type") })),
    rows: [],
  };
}

/** By the types of before; where one of those does not take a value any more, or is gone, table by table. */
async function readTables(
  session: Session,
  tables: readonly TableRows[],
  like: RowSnapshot | undefined,
): Promise<readonly TableRows[]> {
  const questions = tables.map((table) => selectOf(table, likeBefore(table, like?.get(table.oid))));
  const rows = await tryRead(session, questions.join(" union all "));
  if (rows !== undefined) {
    const found = groupBy(rows, (row) => textOf(row, "oid"));
    return tables.map((table) => withRows(table, found.get(table.oid) ?? []));
  }
  const [only] = tables;
  if (only !== undefined && tables.length === 1) return [withRows(only, await readPlain(session, only))];
  const each: TableRows[] = [];
  for (const table of tables) each.push(...(await readTables(session, [table], like)));
  return each;
}

/** The values as they are; where none may be read, there are none. */
const readPlain = async (session: Session, table: TableRows): Promise<readonly Row[]> =>
  (await tryRead(session, selectOf(table, table.columns.map(textSql)))) ?? [];

const withRows = ({ oid, relation, columns }: TableRows, rows: readonly Row[]): TableRows => ({
  oid,
  relation,
  columns,
  rows: rows.map((row) => valuesOf(row)),
});

const textSql = ({ name }: SnapshotColumn): string => `(${quoteIdentifier(name, "postgresql")})::text`;

function likeBefore({ columns }: TableRows, before: TableRows | undefined): readonly string[] {
  const old = new Map(before?.columns.map(({ number, type }) => [number, type]));
  return columns.map((column) => {
    const was = old.get(column.number) ?? column.type;
    return was === column.type ? textSql(column) : `(${textSql(column)}::${was})::text`;
  });
}

async function tryRead(session: Session, sql: string): Promise<readonly Row[] | undefined> {
  let rows: readonly Row[] = [];
  await session.script("savepoint reading");
  const refusal = await refusalOf(async () => {
    rows = await session.query(sql);
  });
  if (refusal === null) return rows;
  await session.script("rollback to savepoint reading");
  return undefined;
}

const selectOf = ({ oid, relation }: TableRows, expressions: readonly string[]): string =>
  `select '${oid}' as oid, array[${expressions.join(", ")}]::text[] as values from only ${quoteName(relation, "postgresql")}`;

function valuesOf(row: Row): readonly (string | null)[] {
  const values = row["values"];
  return Array.isArray(values) ? values.map((one: unknown) => (typeof one === "string" ? one : null)) : [];
}
