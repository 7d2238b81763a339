import type { Row } from "../../session.ts";
import { objectId } from "../object-id.ts";
import type { ConstraintObject } from "../table-objects.ts";
import { flagCell, optionalText, textCell, textsCell, wordCell } from "./cells.ts";
import type { Circumstances, Reader } from "./reader.ts";
import { TABLES, userRelations } from "./relations.ts";

const names = (
  table: string,
  keys: string,
): string => `ARRAY(SELECT ka.attname::text FROM unnest(${keys}) WITH ORDINALITY k (n, at)
    JOIN pg_attribute ka ON ka.attrelid = ${table} AND ka.attnum = k.n ORDER BY k.at)`;

// A foreign key to a partitioned table has a row per partition that only its triggers need: they share its own table.
const sql = ({ serverVersion }: Circumstances): string => `SELECT o.oid::text AS oid, r.nspname::text AS schema,
  r.relname::text AS "table", o.conname::text AS name, o.contype::text AS kind, pg_get_constraintdef(o.oid) AS definition,
  ${names("o.conrelid", "o.conkey")} AS columns, o.convalidated AS validated,
  ${serverVersion >= 180_000 ? "o.conenforced" : "true"} AS enforced, o.condeferrable AS deferrable,
  o.condeferred AS deferred, o.contype = 'c' AND o.connoinherit AS "noInherit", o.conislocal AS "isLocal",
  o.coninhcount > 0 OR o.conparentid <> 0 AS "isInherited", ic.relname::text AS index,
  fn.nspname::text AS "otherSchema", f.relname::text AS "otherTable", ${names("o.confrelid", "o.confkey")} AS "otherColumns"
  FROM ${userRelations(TABLES)} r JOIN pg_constraint o ON o.conrelid = r.oid AND o.contype IN ('p', 'u', 'x', 'f', 'c')
  LEFT JOIN pg_class ic ON ic.oid = o.conindid
  LEFT JOIN pg_class f ON f.oid = o.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
  LEFT JOIN pg_constraint p ON p.oid = o.conparentid AND o.conparentid <> 0
  WHERE p.oid IS NULL OR p.conrelid <> o.conrelid`;

const KINDS = { p: "primary-key", u: "unique", x: "exclusion", f: "foreign-key", c: "check" } as const;

export const constraints: Reader = {
  catalog: "pg_constraint",
  sql,
  objectOf: (row, base): ConstraintObject => {
    const [schema, table] = [textCell(row, "schema"), textCell(row, "table")];
    const references = referencesOf(row);
    return Object.assign(base("constraint", [schema, table, textCell(row, "name")], objectId("table", schema, table)), {
      constraintKind: wordCell(row, "kind", KINDS),
      definition: textCell(row, "definition"),
      columns: textsCell(row, "columns"),
      validated: flagCell(row, "validated"),
      enforced: flagCell(row, "enforced"),
      deferrable: flagCell(row, "deferrable"),
      initiallyDeferred: flagCell(row, "deferred"),
      noInherit: flagCell(row, "noInherit"),
      isLocal: flagCell(row, "isLocal"),
      isInherited: flagCell(row, "isInherited"),
      index: references === null ? optionalText(row, "index") : null,
      references,
    });
  },
};

function referencesOf(row: Row): ConstraintObject["references"] {
  const table = optionalText(row, "otherTable");
  if (table === null) return null;
  return {
    table: objectId("table", textCell(row, "otherSchema"), table),
    columns: textsCell(row, "otherColumns"),
    index: optionalText(row, "index"),
  };
}
