import type { RelationName, Row, Session } from "../../../catalog/index.ts";
import { groupBy } from "../../../kit/index.ts";
import { quoteName } from "../../../sql/index.ts";
import { flagOf, textOf, textsOf } from "../cells.ts";

/** A column that a row may have a value for. */
export interface SentinelColumn {
  readonly name: string;
  /** OID of its type. */
  readonly type: string;
  /** As SQL, with its length or precision. */
  readonly typeText: string;
  readonly isRequired: boolean;
  /** Its value is made by the server: an identity, or a sequence as default. */
  readonly isNumbered: boolean;
  /** SQL of a generated column; null of an ordinary one. */
  readonly generatedAs: string | null;
}

export interface SentinelKey {
  readonly columns: readonly string[];
  readonly target: RelationName;
  readonly targetOid: string;
  /** Rows of a partitioned table are those of its partitions; rows of inheriting tables do not count. */
  readonly isTargetPartitioned: boolean;
  readonly targetColumns: readonly string[];
}

/** A table that holds rows itself: an ordinary one or a partition. */
export interface SentinelTable {
  readonly oid: string;
  readonly name: RelationName;
  readonly columns: readonly SentinelColumn[];
  /** SQL over its columns that has to hold: checks and the bounds of the partition. */
  readonly conditions: readonly string[];
  readonly keys: readonly SentinelKey[];
  /** OIDs of the partitioned tables above it. */
  readonly parents: readonly string[];
}

const TABLES = `select c.oid::text as oid, n.nspname::text as schema, c.relname::text as name,
    array(select pg_get_expr(k.conbin, k.conrelid) from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' order by k.conname)::text[] as checks,
    case when c.relispartition then pg_get_partition_constraintdef(c.oid) end as bounds,
    array(select a.relid::oid::text from pg_partition_ancestors(c.oid) a where a.relid <> c.oid)::text[] as parents
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by n.nspname, c.relname`;

const COLUMNS = `select a.attrelid::text as table_oid, a.attname::text as name, a.atttypid::text as type,
    format_type(a.atttypid, a.atttypmod) as type_text,
    a.attnotnull or t.typnotnull as is_required,
    a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid) ~ '^nextval', false) as is_numbered,
    case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end as generated_as
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.oid >= 16384
  join pg_type t on t.oid = a.atttypid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped
  order by a.attrelid, a.attnum`;

// A key to a partitioned table has a copy for each of its partitions, which no row has to meet alone.
const KEYS = `select k.conrelid::text as table_oid, k.confrelid::text as target_oid, tn.nspname::text as schema,
    tc.relname::text as name, tc.relkind = 'p' as is_partitioned,
    array(select a.attname::text from unnest(k.conkey) with ordinality u(n, o)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by u.o)::text[] as columns,
    array(select a.attname::text from unnest(k.confkey) with ordinality u(n, o)
      join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by u.o)::text[] as target_columns
  from pg_constraint k join pg_class tc on tc.oid = k.confrelid join pg_namespace tn on tn.oid = tc.relnamespace
  where k.contype = 'f'
    and not exists (select from pg_constraint p where p.oid = k.conparentid and p.conrelid = k.conrelid)
  order by k.conrelid, k.conname`;

/** Tables with all that a row of them has to meet. The session's search_path is pg_catalog, so that expressions name their schemas. */
export async function readSentinelTables(session: Session): Promise<readonly SentinelTable[]> {
  const columns = groupBy(await session.query(COLUMNS), tableOf);
  const keys = groupBy(await session.query(KEYS), tableOf);
  return (await session.query(TABLES)).map((row) => {
    const oid = textOf(row, "oid");
    const bounds = textOf(row, "bounds");
    return {
      oid,
      name: { schema: textOf(row, "schema"), name: textOf(row, "name") },
      columns: (columns.get(oid) ?? []).map(columnOf),
      conditions: [...textsOf(row, "checks"), ...(bounds === "" ? [] : [bounds])],
      keys: (keys.get(oid) ?? []).map(keyOf),
      parents: textsOf(row, "parents"),
    };
  });
}

const tableOf = (row: Row): string => textOf(row, "table_oid");

function columnOf(row: Row): SentinelColumn {
  return {
    name: textOf(row, "name"),
    type: textOf(row, "type"),
    typeText: textOf(row, "type_text"),
    isRequired: flagOf(row, "is_required"),
    isNumbered: flagOf(row, "is_numbered"),
    generatedAs: row["generated_as"] === null ? null : textOf(row, "generated_as"),
  };
}

function keyOf(row: Row): SentinelKey {
  return {
    columns: textsOf(row, "columns"),
    target: { schema: textOf(row, "schema"), name: textOf(row, "name") },
    targetOid: textOf(row, "target_oid"),
    isTargetPartitioned: flagOf(row, "is_partitioned"),
    targetColumns: textsOf(row, "target_columns"),
  };
}

/** The rows that count as targets of a key, as SQL. */
export const targetOf = ({ target, isTargetPartitioned }: SentinelKey): string =>
  `${isTargetPartitioned ? "" : "ONLY "}${quoteName(target, "postgresql")}`;
