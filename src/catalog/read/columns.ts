import type { Column, ColumnStatistics } from "../model/column.ts";
import type { Row } from "../session.ts";
import { flagCell, numberCell, optionalNumber, optionalText, textCell } from "./cell.ts";
import { TABLES, userRelations } from "./scope.ts";
import type { Ask } from "./snapshot.ts";

const QUERY = `SELECT r.oid::text AS "tableOid", a.attname::text AS name, a.attnum::int AS position,
  format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
  pg_get_expr(d.adbin, d.adrelid) AS "defaultExpression", a.attidentity::text AS identity,
  a.attgenerated::text AS generated, quote_ident(cn.nspname) || '.' || quote_ident(co.collname) AS collation
  FROM ${userRelations(TABLES)} r
  JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  LEFT JOIN pg_collation co ON co.oid = a.attcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
  ORDER BY a.attrelid, a.attnum`;

// Only the figures: most common values and histogram bounds are user data and stay where they are.
const STATISTICS = `SELECT r.oid::text AS "tableOid", s.attname::text AS name, s.null_frac::float8 AS "nullShare",
  s.n_distinct::float8 AS "distinct", s.avg_width::float8 AS "averageWidth", s.correlation::float8 AS correlation
  FROM ${userRelations(TABLES)} r JOIN pg_stats s ON s.schemaname = r.nspname AND s.tablename = r.relname
    AND s.inherited = (r.relkind = 'p')`;

export type ColumnsByTable = ReadonlyMap<string, readonly Column[]>;

/** Columns of every table, by the table's oid. */
export async function readColumns(ask: Ask): Promise<ColumnsByTable> {
  const statistics = new Map((await ask(STATISTICS)).map((row) => [columnKey(row), statisticsOf(row)]));
  const columns = new Map<string, Column[]>();
  for (const row of await ask(QUERY)) {
    const oid = textCell(row, "tableOid");
    const column = columnOf(row, statistics.get(columnKey(row)) ?? null);
    const siblings = columns.get(oid);
    if (siblings === undefined) columns.set(oid, [column]);
    else siblings.push(column);
  }
  return columns;
}

const columnKey = (row: Row): string => `${textCell(row, "tableOid")} ${textCell(row, "name")}`;

function statisticsOf(row: Row): ColumnStatistics {
  return {
    nullShare: numberCell(row, "nullShare"),
    distinct: numberCell(row, "distinct"),
    averageWidth: numberCell(row, "averageWidth"),
    correlation: optionalNumber(row, "correlation"),
  };
}

function columnOf(row: Row, statistics: ColumnStatistics | null): Column {
  return {
    name: textCell(row, "name"),
    position: numberCell(row, "position"),
    type: textCell(row, "type"),
    nullable: flagCell(row, "nullable"),
    defaultExpression: optionalText(row, "defaultExpression"),
    identity: IDENTITY.get(textCell(row, "identity")) ?? null,
    generated: GENERATED.get(textCell(row, "generated")) ?? null,
    collation: optionalText(row, "collation"),
    statistics,
  };
}

const IDENTITY: ReadonlyMap<string, "always" | "by-default"> = new Map([
  ["a", "always"],
  ["d", "by-default"],
]);
const GENERATED: ReadonlyMap<string, "stored" | "virtual"> = new Map([
  ["s", "stored"],
  ["v", "virtual"],
]);
