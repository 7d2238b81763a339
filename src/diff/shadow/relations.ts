import type { RelationName, Row, Session } from "../../catalog/index.ts";
import { textOf } from "./cells.ts";
import type { RelationLock } from "./measured.ts";

/** A relation of a user's schema, and the file that holds it. */
export interface Relation {
  readonly oid: string;
  readonly name: RelationName;
  readonly kind: RelationLock["relationKind"] | "other";
  /** "0" where it has none: views, partitioned tables. */
  readonly file: string;
  readonly tablespace: string;
  /** The table of an index. */
  readonly table: string | null;
}

/** Relations by OID. */
export type Relations = ReadonlyMap<string, Relation>;

const SQL = `select c.oid::text as oid, n.nspname::text as schema, c.relname::text as name, c.relkind::text as kind,
    c.relfilenode::text as file, c.reltablespace::text as tablespace, i.indrelid::text as table_oid
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  left join pg_catalog.pg_index i on i.indexrelid = c.oid
  where n.nspname operator(pg_catalog.!~) '^pg_' and n.nspname operator(pg_catalog.<>) 'information_schema'`;

/** All relations of the users' schemas. Toast tables are left out: their names hold OIDs, and who waits for one waits for its table. */
export async function readRelations(session: Session): Promise<Relations> {
  const rows = await session.query(SQL);
  return new Map(rows.map((row) => [textOf(row, "oid"), relationOf(row)]));
}

function relationOf(row: Row): Relation {
  return {
    oid: textOf(row, "oid"),
    name: { schema: textOf(row, "schema"), name: textOf(row, "name") },
    kind: KINDS[textOf(row, "kind")] ?? "other",
    file: textOf(row, "file"),
    tablespace: textOf(row, "tablespace"),
    table: row["table_oid"] === null ? null : textOf(row, "table_oid"),
  };
}

const KINDS: Readonly<Record<string, Relation["kind"]>> = {
  r: "table",
  p: "partitioned-table",
  i: "index",
  I: "index",
  v: "view",
  m: "materialized-view",
  S: "sequence",
  f: "foreign-table",
};
