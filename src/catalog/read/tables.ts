import type { RelationName } from "../model/relation.ts";
import type { TableActivity, TableKind } from "../model/table.ts";
import type { Row } from "../session.ts";
import { flagCell, numberCell, optionalNumber, optionalText, textCell, textsCell, timeCell } from "./cell.ts";
import { TABLES, userRelations } from "./scope.ts";
import type { Ask } from "./snapshot.ts";

/** A table as pg_class has it, before its parts are put in. */
export interface TableFacts extends RelationName {
  readonly oid: string;
  readonly kind: TableKind;
  readonly persistence: "permanent" | "unlogged";
  readonly isPartition: boolean;
  readonly parents: readonly RelationName[];
  readonly partitionKey: string | null;
  readonly owner: string;
  readonly rowSecurity: boolean;
  readonly readable: boolean;
  readonly transactionAge: number | null;
  readonly multixactAge: number | null;
  readonly options: readonly string[];
  readonly comment: string | null;
  /** -1 before the first ANALYZE (0 on PostgreSQL 13). */
  readonly tuples: number;
  readonly statisticsPages: number;
  /** What the planner assumes a row to be wide, in bytes. */
  readonly assumedWidth: number;
  readonly activity: TableActivity;
}

const MILLISECONDS = (time: string): string => `(extract(epoch FROM ${time}) * 1000)::float8`;

// 32 bytes for a type without a fixed length is the planner's own guess (get_typavgwidth in lsyscache.c).
const QUERY = `SELECT r.oid::text AS oid, r.nspname::text AS schema, r.relname::text AS name, r.relkind::text AS kind,
  r.relpersistence::text AS persistence, r.relispartition AS "isPartition",
  ARRAY(SELECT json_build_array(pn.nspname, p.relname)::text FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
    JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = r.oid ORDER BY h.inhseqno) AS parents,
  CASE WHEN r.relkind = 'p' THEN pg_get_partkeydef(r.oid) END AS "partitionKey",
  pg_get_userbyid(r.relowner)::text AS owner, r.relrowsecurity AS "rowSecurity",
  has_any_column_privilege(r.oid, 'SELECT') AND NOT row_security_active(r.oid) AS readable,
  CASE WHEN r.relfrozenxid <> '0' THEN age(r.relfrozenxid)::float8 END AS "transactionAge",
  CASE WHEN r.relminmxid <> '0' THEN mxid_age(r.relminmxid)::float8 END AS "multixactAge",
  coalesce(r.reloptions, '{}') AS options, obj_description(r.oid, 'pg_class') AS comment,
  r.reltuples::float8 AS tuples, r.relpages::float8 AS "statisticsPages",
  (SELECT coalesce(sum(CASE WHEN a.attlen > 0 THEN a.attlen ELSE 32 END), 0)::float8 FROM pg_attribute a
    WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped) AS "assumedWidth",
  pg_stat_get_numscans(r.oid)::float8 AS "sequentialScans",
  pg_stat_get_tuples_returned(r.oid)::float8 AS "sequentialRowsRead",
  pg_stat_get_tuples_inserted(r.oid)::float8 AS inserted, pg_stat_get_tuples_updated(r.oid)::float8 AS updated,
  pg_stat_get_tuples_hot_updated(r.oid)::float8 AS "hotUpdated", pg_stat_get_tuples_deleted(r.oid)::float8 AS deleted,
  pg_stat_get_live_tuples(r.oid)::float8 AS "liveRows", pg_stat_get_dead_tuples(r.oid)::float8 AS "deadRows",
  pg_stat_get_mod_since_analyze(r.oid)::float8 AS "modifiedSinceAnalyze",
  ${MILLISECONDS("greatest(pg_stat_get_last_analyze_time(r.oid), pg_stat_get_last_autoanalyze_time(r.oid))")}
    AS "lastAnalyzedAt",
  extract(epoch FROM clock_timestamp()
    - greatest(pg_stat_get_last_analyze_time(r.oid), pg_stat_get_last_autoanalyze_time(r.oid)))::float8
    AS "sinceAnalyzedSeconds",
  ${MILLISECONDS("greatest(pg_stat_get_last_vacuum_time(r.oid), pg_stat_get_last_autovacuum_time(r.oid))")}
    AS "lastVacuumedAt"
  FROM ${userRelations(TABLES)} r ORDER BY r.nspname::text COLLATE "C", r.relname::text COLLATE "C"`;

export async function readTables(ask: Ask): Promise<readonly TableFacts[]> {
  return (await ask(QUERY)).map(tableOf);
}

function tableOf(row: Row): TableFacts {
  return {
    oid: textCell(row, "oid"),
    schema: textCell(row, "schema"),
    name: textCell(row, "name"),
    kind: kindOf(textCell(row, "kind")),
    persistence: textCell(row, "persistence") === "u" ? "unlogged" : "permanent",
    isPartition: flagCell(row, "isPartition"),
    parents: textsCell(row, "parents").map(relationOf),
    partitionKey: optionalText(row, "partitionKey"),
    owner: textCell(row, "owner"),
    rowSecurity: flagCell(row, "rowSecurity"),
    readable: flagCell(row, "readable"),
    transactionAge: optionalNumber(row, "transactionAge"),
    multixactAge: optionalNumber(row, "multixactAge"),
    options: textsCell(row, "options"),
    comment: optionalText(row, "comment"),
    tuples: numberCell(row, "tuples"),
    statisticsPages: numberCell(row, "statisticsPages"),
    assumedWidth: numberCell(row, "assumedWidth"),
    activity: activityOf(row),
  };
}

function kindOf(letter: string): TableKind {
  if (letter === "p") return "partitioned";
  return letter === "f" ? "foreign" : "ordinary";
}

/** `["public","orders"]` as the query's json_build_array writes it. */
function relationOf(json: string): RelationName {
  const pair: unknown = JSON.parse(json);
  const [schema, name] = Array.isArray(pair) ? pair.map(String) : [];
  return { schema: schema ?? "", name: name ?? "" };
}

/** Scans through indexes are summed from the indexes later on. */
function activityOf(row: Row): TableActivity {
  return {
    sequentialScans: numberCell(row, "sequentialScans"),
    sequentialRowsRead: numberCell(row, "sequentialRowsRead"),
    indexScans: 0,
    inserted: numberCell(row, "inserted"),
    updated: numberCell(row, "updated"),
    hotUpdated: numberCell(row, "hotUpdated"),
    deleted: numberCell(row, "deleted"),
    liveRows: numberCell(row, "liveRows"),
    deadRows: numberCell(row, "deadRows"),
    modifiedSinceAnalyze: numberCell(row, "modifiedSinceAnalyze"),
    lastAnalyzedAt: timeCell(row, "lastAnalyzedAt"),
    sinceAnalyzedSeconds: optionalNumber(row, "sinceAnalyzedSeconds"),
    lastVacuumedAt: timeCell(row, "lastVacuumedAt"),
  };
}
