import type { Row } from "../../session.ts";
import { type ObjectId, objectId } from "../object-id.ts";
import type { SequenceObject } from "../table-objects.ts";
import { optionalText, textCell, wordCell } from "./cells.ts";
import type { Reader } from "./reader.ts";
import { PERSISTENCE, userRelations } from "./relations.ts";
import { roleName } from "./scope.ts";
import { SEQUENCE_SETTINGS, settingsOf } from "./sequence-settings.ts";

const SQL = `SELECT r.oid::text AS oid, r.nspname::text AS schema, r.relname::text AS name, ${roleName("r.relowner")} AS owner,
  r.relpersistence::text AS persistence, format_type(q.seqtypid, NULL) AS type, ${SEQUENCE_SETTINGS},
  d.deptype::text AS tie, cn.nspname::text AS "tableSchema", c.relname::text AS "table", a.attname::text AS "column"
  FROM ${userRelations("'S'")} r JOIN pg_sequence q ON q.seqrelid = r.oid
  LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.objsubid = 0
    AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  LEFT JOIN pg_class c ON c.oid = d.refobjid LEFT JOIN pg_namespace cn ON cn.oid = c.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid`;

export const sequences: Reader = {
  catalog: "pg_class",
  sql: () => SQL,
  objectOf: (row, base): SequenceObject =>
    Object.assign(base("sequence", [textCell(row, "schema"), textCell(row, "name")]), {
      type: textCell(row, "type"),
      settings: settingsOf(row),
      persistence: wordCell(row, "persistence", PERSISTENCE),
      ownedBy: columnOf(row, "a"),
      identityOf: columnOf(row, "i"),
    }),
};

function columnOf(row: Row, tie: string): ObjectId | null {
  if (optionalText(row, "tie") !== tie) return null;
  return objectId("column", textCell(row, "tableSchema"), textCell(row, "table"), textCell(row, "column"));
}
