import type { Session } from "../../../catalog/index.ts";

/** A column by the names of its table and itself, as the catalogue spells them. */
export interface ColumnName {
  readonly table: string;
  readonly column: string;
}

/** What the catalogue says about the relations that results came from. */
export interface Relations {
  readonly tables: ReadonlyMap<number, { readonly name: string; readonly columns: ReadonlyMap<number, string> }>;
  /** Foreign keys of a single column, and each column of longer ones. */
  readonly foreignKeys: readonly { readonly from: ColumnName; readonly to: ColumnName }[];
}

export const NO_RELATIONS: Relations = { tables: new Map(), foreignKeys: [] };

const COLUMNS = `
select c.oid::int8::text as oid, c.relname as name, a.attnum::text as attribute, a.attname as column
from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0
where c.oid = any($1::oid[])`;

const KEYS = `
select f.relname as from_table, fa.attname as from_column, t.relname as to_table, ta.attname as to_column
from pg_catalog.pg_constraint k
  cross join lateral unnest(k.conkey, k.confkey) as c(source, target)
  join pg_catalog.pg_class f on f.oid = k.conrelid
  join pg_catalog.pg_class t on t.oid = k.confrelid
  join pg_catalog.pg_attribute fa on fa.attrelid = k.conrelid and fa.attnum = c.source
  join pg_catalog.pg_attribute ta on ta.attrelid = k.confrelid and ta.attnum = c.target
where k.contype = 'f'
limit 50000`;

/** Reads the catalogue, never a row. Errors: those of the session. */
export async function readRelations(session: Pick<Session, "query">, oids: readonly number[]): Promise<Relations> {
  const columns = await session.query(COLUMNS, [oids.map(String)]);
  const keys = await session.query(KEYS);
  const tables = new Map<number, { readonly name: string; readonly columns: Map<number, string> }>();
  for (const row of columns) {
    const oid = Number(row["oid"]);
    const table = tables.get(oid) ?? { name: String(row["name"]), columns: new Map() };
    table.columns.set(Number(row["attribute"]), String(row["column"]));
    tables.set(oid, table);
  }
  const column = (table: unknown, name: unknown): ColumnName => ({ table: String(table), column: String(name) });
  return {
    tables,
    foreignKeys: keys.map((row) => ({
      from: column(row["from_table"], row["from_column"]),
      to: column(row["to_table"], row["to_column"]),
    })),
  };
}
