import { isRecord } from "../../kit/index.ts";
import type { IndexKey, TableIndex } from "../model/table-index.ts";
import type { Row } from "../session.ts";
import { flagCell, optionalNumber, optionalText, textCell, textsCell } from "./cell.ts";
import { TABLES, userRelations } from "./scope.ts";
import type { Ask } from "./snapshot.ts";

// indoption: bit 0 DESC, bit 1 NULLS FIRST. The vectors count from 0, attributes of the index from 1.
const KEYS = `(SELECT json_agg(json_build_object('column', a.attname,
    'expression', CASE WHEN i.indkey[k - 1] = 0 THEN pg_get_indexdef(i.indexrelid, k, false) END,
    'operatorClass', quote_ident(ocn.nspname) || '.' || quote_ident(oc.opcname)
      || coalesce('(' || array_to_string(ia.attoptions, ',') || ')', ''),
    'isDefaultOperatorClass', oc.opcdefault AND ia.attoptions IS NULL,
    'collation', quote_ident(cn.nspname) || '.' || quote_ident(co.collname),
    'descending', i.indoption[k - 1] & 1 = 1, 'nullsFirst', i.indoption[k - 1] & 2 = 2) ORDER BY k)::text
  FROM generate_series(1, i.indnkeyatts::int) k
  JOIN pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = k
  JOIN pg_opclass oc ON oc.oid = i.indclass[k - 1] JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace
  LEFT JOIN pg_collation co ON co.oid = i.indcollation[k - 1] LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND a.attnum <> 0)`;

const INCLUDE = `ARRAY(SELECT a.attname::text FROM generate_series(i.indnkeyatts + 1, i.indnatts::int) k
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] ORDER BY k)`;

const query = (serverVersion: number): string => `SELECT r.oid::text AS "tableOid", c.oid::text AS oid,
  n.nspname::text AS schema, c.relname::text AS name, am.amname::text AS method, ${KEYS} AS keys,
  ${INCLUDE} AS include, pg_get_expr(i.indpred, i.indrelid) AS predicate, i.indisunique AS "unique",
  ${serverVersion >= 150_000 ? "i.indnullsnotdistinct" : "false"} AS "nullsNotDistinct",
  i.indimmediate AS immediate, i.indisprimary AS "primary", i.indisvalid AS valid, i.indisready AS ready,
  i.indisclustered AS clustered, i.indisreplident AS "replicaIdentity", con.conname::text AS "constraint",
  pn.nspname::text AS "parentSchema", p.relname::text AS "parentName",
  pg_stat_get_numscans(c.oid)::float8 AS scans, coalesce(pg_get_indexdef(c.oid), '') AS definition
  FROM ${userRelations(TABLES)} r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am am ON am.oid = c.relam
  LEFT JOIN pg_constraint con ON con.conindid = c.oid AND con.conrelid = r.oid AND con.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_inherits h ON h.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = h.inhparent
  LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
  ORDER BY r.oid, c.relname::text COLLATE "C"`;

/** An index before its size is known. */
export interface IndexFacts {
  readonly oid: string;
  readonly index: TableIndex;
}

export type IndexesByTable = ReadonlyMap<string, readonly IndexFacts[]>;

/** Indexes of every table, by the table's oid. */
export async function readIndexes(ask: Ask, serverVersion: number): Promise<IndexesByTable> {
  const indexes = new Map<string, IndexFacts[]>();
  for (const row of await ask(query(serverVersion))) {
    const oid = textCell(row, "tableOid");
    const siblings = indexes.get(oid) ?? [];
    siblings.push({ oid: textCell(row, "oid"), index: indexOf(row) });
    indexes.set(oid, siblings);
  }
  return indexes;
}

function indexOf(row: Row): TableIndex {
  const parent = optionalText(row, "parentName");
  return {
    schema: textCell(row, "schema"),
    name: textCell(row, "name"),
    method: textCell(row, "method"),
    keys: keysOf(textCell(row, "keys")),
    include: textsCell(row, "include"),
    predicate: optionalText(row, "predicate"),
    unique: flagCell(row, "unique"),
    nullsNotDistinct: flagCell(row, "nullsNotDistinct"),
    immediate: flagCell(row, "immediate"),
    primary: flagCell(row, "primary"),
    valid: flagCell(row, "valid"),
    ready: flagCell(row, "ready"),
    clustered: flagCell(row, "clustered"),
    replicaIdentity: flagCell(row, "replicaIdentity"),
    constraint: optionalText(row, "constraint"),
    partitionOf: parent === null ? null : { schema: optionalText(row, "parentSchema") ?? "", name: parent },
    sizeBytes: 0,
    scans: optionalNumber(row, "scans"),
    definition: textCell(row, "definition"),
  };
}

function keysOf(json: string): readonly IndexKey[] {
  const keys: unknown = JSON.parse(json);
  return Array.isArray(keys) ? keys.filter(isRecord).map(keyOf) : [];
}

function keyOf(key: Row): IndexKey {
  return {
    column: optionalText(key, "column"),
    expression: optionalText(key, "expression"),
    operatorClass: textCell(key, "operatorClass"),
    isDefaultOperatorClass: flagCell(key, "isDefaultOperatorClass"),
    collation: optionalText(key, "collation"),
    descending: flagCell(key, "descending"),
    nullsFirst: flagCell(key, "nullsFirst"),
  };
}
