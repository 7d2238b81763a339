import type { Ask } from "../../../catalog/index.ts";
import { relationKey, type RelationName } from "../../../catalog/index.ts";
import type { ColumnFacts, IndexFacts, RelationKind } from "../facts.ts";
import { readTypes, recordsIn, type Resolve } from "./raw-types.ts";

/** What the catalogue beside us does not say: types behind domains, comments, views. */
export interface RelationShape extends RelationName {
  readonly kind: RelationKind;
  readonly comment: string | null;
  readonly columns: readonly ColumnFacts[];
  /** Unique full btree indexes of a materialized view; those of tables are in the catalogue. */
  readonly uniqueIndexes: readonly IndexFacts[];
}

const COLUMNS = `(SELECT json_agg(json_build_object('name', a.attname, 'type', a.atttypid::text, 'modifier', a.atttypmod,
    'nullable', NOT a.attnotnull, 'hasDefault', a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL,
    'isComputed', a.attgenerated <> '' OR a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', 'comment', col_description(r.oid, a.attnum)) ORDER BY a.attnum)::text
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped)`;

const INDEXES = `(SELECT json_agg(json_build_object('name', c.relname, 'columns',
      (SELECT json_agg(a.attname ORDER BY k) FROM generate_series(1, i.indnkeyatts::int) k
        JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = i.indkey[k - 1])) ORDER BY c.relname)::text
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
  WHERE r.relkind = 'm' AND i.indrelid = r.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
    AND i.indexprs IS NULL AND m.amname = 'btree')`;

const QUERY = `SELECT n.nspname::text AS schema, r.relname::text AS name, r.relkind::text AS kind,
  obj_description(r.oid, 'pg_class') AS comment, ${COLUMNS} AS columns, ${INDEXES} AS indexes
  FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace
  WHERE r.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT r.relispartition AND r.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.deptype = 'e')
  ORDER BY n.nspname::text COLLATE "C", r.relname::text COLLATE "C"`;

/** Shapes by `relationKey`, in the order of their names. */
export async function readShapes(ask: Ask): Promise<ReadonlyMap<string, RelationShape>> {
  const resolve = await readTypes(ask);
  const shapes = (await ask(QUERY)).map((row): RelationShape => {
    return {
      schema: String(row["schema"]),
      name: String(row["name"]),
      kind: KINDS.get(String(row["kind"])) ?? "view",
      comment: textOr(row["comment"]),
      columns: recordsIn(row["columns"]).map((column) => columnFacts(column, resolve)),
      uniqueIndexes: recordsIn(row["indexes"]).map(uniqueIndex),
    };
  });
  return new Map(shapes.map((shape) => [relationKey(shape), shape]));
}

const KINDS: ReadonlyMap<string, RelationKind> = new Map([
  ["r", "table"],
  ["p", "partitioned"],
  ["f", "foreign"],
  ["m", "materialized-view"],
]);

const textOr = (value: unknown): string | null => (typeof value === "string" ? value : null);

function columnFacts(column: Readonly<Record<string, unknown>>, resolve: Resolve): ColumnFacts {
  const type = resolve(String(column["type"]), Number(column["modifier"]));
  return {
    name: String(column["name"]),
    type,
    nullable: column["nullable"] === true && !type.notNull,
    hasDefault: column["hasDefault"] === true,
    isComputed: column["isComputed"] === true,
    comment: textOr(column["comment"]),
  };
}

function uniqueIndex(row: Readonly<Record<string, unknown>>): IndexFacts {
  const columns: readonly unknown[] = Array.isArray(row["columns"]) ? row["columns"] : [];
  const keys = columns.map((column) => ({ column: String(column), nullsFirst: false }));
  return { name: String(row["name"]), method: "btree", unique: true, keys, livingBy: null };
}
