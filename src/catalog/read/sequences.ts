import type { Sequence } from "../model/sequence.ts";
import type { Row } from "../session.ts";
import { flagCell, optionalText, textCell } from "./cell.ts";
import { userRelations } from "./scope.ts";
import type { Ask } from "./snapshot.ts";

const QUERY = `SELECT r.nspname::text AS schema, r.relname::text AS name, format_type(s.seqtypid, NULL) AS type,
  s.seqstart::text AS start, s.seqincrement::text AS increment, s.seqmin::text AS minimum, s.seqmax::text AS maximum,
  s.seqcycle AS cycles,
  CASE WHEN r.relpersistence <> 'u' OR NOT pg_is_in_recovery() THEN
    CASE WHEN has_sequence_privilege(r.oid, 'USAGE, SELECT') THEN pg_sequence_last_value(r.oid)::text END END AS "lastValue", tn.nspname::text AS "tableSchema", t.relname::text AS "tableName", a.attname::text AS "column"
  FROM ${userRelations("'S'")} r JOIN pg_sequence s ON s.seqrelid = r.oid
  LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.objsubid = 0
    AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
  LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
  ORDER BY r.nspname::text COLLATE "C", r.relname::text COLLATE "C"`;

export async function readSequences(ask: Ask): Promise<readonly Sequence[]> {
  return (await ask(QUERY)).map(sequenceOf);
}

function sequenceOf(row: Row): Sequence {
  return {
    schema: textCell(row, "schema"),
    name: textCell(row, "name"),
    type: textCell(row, "type"),
    start: textCell(row, "start"),
    increment: textCell(row, "increment"),
    minimum: textCell(row, "minimum"),
    maximum: textCell(row, "maximum"),
    cycles: flagCell(row, "cycles"),
    lastValue: optionalText(row, "lastValue"),
    ownedBy: ownerOf(row),
  };
}

function ownerOf(row: Row): Sequence["ownedBy"] {
  const column = optionalText(row, "column");
  if (column === null) return null;
  return { schema: optionalText(row, "tableSchema") ?? "", name: optionalText(row, "tableName") ?? "", column };
}
