import type { OutputColumn } from "../kinds/view.ts";
import type { Row } from "../../session.ts";
import { optionalText, recordsCell, textCell } from "./cells.ts";
import { ownCollation } from "./scope.ts";

/** Columns of a view or composite type as one cell. */
export const columnsOf = (relation: string): string => `(SELECT json_agg(json_build_object('name', a.attname,
    'type', format_type(a.atttypid, a.atttypmod), 'collation', ${ownCollation("a.attcollation", "ct")}) ORDER BY a.attnum)::text
  FROM pg_attribute a JOIN pg_type ct ON ct.oid = a.atttypid
  WHERE a.attrelid = ${relation} AND a.attnum > 0 AND NOT a.attisdropped) AS columns`;

export const outputColumns = (row: Row): readonly OutputColumn[] =>
  recordsCell(row, "columns").map((column) => ({
    name: textCell(column, "name"),
    type: textCell(column, "type"),
    collation: optionalText(column, "collation"),
  }));
