import { changeType } from "../change-type.ts";
import { sqlColumns } from "../names.ts";
import { columnRule } from "../own-tables.ts";

/** Times of day with a zone: without a date no zone has a fixed offset. */
export const columnTimetz = columnRule({ code: "column-timetz" }, (column, table) =>
  /^time(?:\(\d\))? with time zone$/.test(column.type)
    ? {
        severity: "info",
        evidence: {},
        fix: changeType(table, column, { type: "time", using: `${sqlColumns([column.name])}::time` }),
      }
    : undefined,
);
