import type { Row } from "../../session.ts";
import { type ObjectId, objectId } from "../object-id.ts";
import type { IndexObject } from "../table-objects.ts";
import { flagCell, numberCell, optionalText, optionsCell, recordsCell, textCell, wordCell } from "./cells.ts";
import type { Reader } from "./reader.ts";
import { RELATION_KINDS, TABLESPACE, userRelations } from "./relations.ts";

const SQL = `SELECT r.oid::text AS oid, r.nspname::text AS schema, r.relname::text AS name, tn.nspname::text AS "tableSchema",
  t.relname::text AS "table", t.relkind::text AS "tableKind", pg_get_indexdef(r.oid) AS definition, am.amname::text AS method,
  i.indisunique AS "unique", i.indisvalid AS valid, r.relkind = 'I' AS "isPartitioned", ${TABLESPACE},
  pn.nspname::text AS "parentSchema", p.relname::text AS "parentName", o.conname::text AS "constraint", r.reloptions AS options,
  (SELECT json_agg(json_build_object('key', a.attnum, 'target', a.attstattarget) ORDER BY a.attnum)::text FROM pg_attribute a
    WHERE a.attrelid = r.oid AND a.attstattarget >= 0) AS targets
  FROM ${userRelations("'i', 'I'")} r JOIN pg_index i ON i.indexrelid = r.oid JOIN pg_am am ON am.oid = r.relam
  JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
  LEFT JOIN pg_constraint o ON o.conindid = r.oid AND o.conrelid = i.indrelid AND o.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_inherits h ON h.inhrelid = r.oid LEFT JOIN pg_class p ON p.oid = h.inhparent
  LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace`;

export const indexes: Reader = {
  catalog: "pg_class",
  sql: () => SQL,
  objectOf: (row, base): IndexObject => {
    const [tableSchema, table] = [textCell(row, "tableSchema"), textCell(row, "table")];
    const parent = objectId(wordCell(row, "tableKind", RELATION_KINDS), tableSchema, table);
    return Object.assign(base("index", [textCell(row, "schema"), textCell(row, "name")], parent), {
      definition: textCell(row, "definition"),
      method: textCell(row, "method"),
      unique: flagCell(row, "unique"),
      valid: flagCell(row, "valid"),
      isPartitioned: flagCell(row, "isPartitioned"),
      partitionOf: optional(row, "parentName", (name) => objectId("index", textCell(row, "parentSchema"), name)),
      constraint: optional(row, "constraint", (name) => objectId("constraint", tableSchema, table, name)),
      options: optionsCell(row, "options"),
      tablespace: optionalText(row, "tablespace"),
      statisticsTargets: recordsCell(row, "targets").map(targetOf),
    });
  },
};

function optional(row: Row, cell: string, idOf: (name: string) => ObjectId): ObjectId | null {
  const name = optionalText(row, cell);
  return name === null ? null : idOf(name);
}

const targetOf = (row: Row): { readonly key: number; readonly target: number } => ({
  key: numberCell(row, "key"),
  target: numberCell(row, "target"),
});
