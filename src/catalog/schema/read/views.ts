import { objectId } from "../object-id.ts";
import type { MaterializedViewObject, ViewColumnObject, ViewObject } from "../kinds/view.ts";
import { flagCell, numberCell, optionalNumber, optionalText, optionsCell, textCell, wordCell } from "./cells.ts";
import { columnFacts, compressionOf, storageOf } from "./columns.ts";
import { columnsOf, outputColumns } from "./output-columns.ts";
import type { Reader } from "./reader.ts";
import {
  ACCESS_METHOD,
  CLUSTERED_ON,
  RELATION_KINDS,
  TABLESPACE,
  TOAST_OPTIONS,
  userRelations,
  VIEWS,
} from "./relations.ts";
import { roleName } from "./scope.ts";

const FACTS = `r.oid::text AS oid, r.nspname::text AS schema, r.relname::text AS name, ${roleName("r.relowner")} AS owner,
  pg_get_viewdef(r.oid) AS definition, ${columnsOf("r.oid")}, r.reloptions AS options`;

export const views: Reader = {
  catalog: "pg_class",
  sql: () => `SELECT ${FACTS} FROM ${userRelations("'v'")} r`,
  objectOf: (row, base): ViewObject => ({
    ...base("view", [textCell(row, "schema"), textCell(row, "name")]),
    definition: textCell(row, "definition"),
    columns: outputColumns(row),
    options: optionsCell(row, "options"),
  }),
};

export const materializedViews: Reader = {
  catalog: "pg_class",
  sql: () => `SELECT ${FACTS}, ${TOAST_OPTIONS}, ${ACCESS_METHOD}, ${TABLESPACE}, ${CLUSTERED_ON},
    r.relispopulated AS populated FROM ${userRelations("'m'")} r`,
  objectOf: (row, base): MaterializedViewObject => ({
    ...base("materialized-view", [textCell(row, "schema"), textCell(row, "name")]),
    definition: textCell(row, "definition"),
    columns: outputColumns(row),
    options: optionsCell(row, "options"),
    toastOptions: optionsCell(row, "toastOptions"),
    accessMethod: optionalText(row, "accessMethod"),
    tablespace: optionalText(row, "tablespace"),
    clusteredOn: optionalText(row, "clusteredOn"),
    populated: flagCell(row, "populated"),
  }),
};

export const viewColumns: Reader = {
  catalog: "pg_class",
  sql: (circumstances) => `SELECT ${columnFacts(circumstances)}, r.relkind::text AS kind FROM ${userRelations(VIEWS)} r
    JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum`,
  objectOf: (row, base): ViewColumnObject => {
    const [schema, view] = [textCell(row, "schema"), textCell(row, "table")];
    const parent = objectId(wordCell(row, "kind", RELATION_KINDS), schema, view);
    return {
      ...base("view-column", [schema, view, textCell(row, "name")], parent),
      position: numberCell(row, "position"),
      default: optionalText(row, "default"),
      storage: storageOf(row),
      compression: compressionOf(row),
      statisticsTarget: optionalNumber(row, "statisticsTarget"),
      options: optionsCell(row, "options"),
    };
  },
};
