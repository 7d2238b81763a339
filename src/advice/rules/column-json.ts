import { changeType } from "../change-type.ts";
import { sqlColumns } from "../names.ts";
import { columnRule } from "../own-tables.ts";

/** Documents as text: no equality, so no DISTINCT and no GROUP BY, no index, and each access parses anew. */
export const columnJson = columnRule({ code: "column-json" }, (column, table) =>
  column.type === "json"
    ? {
        severity: "info",
        evidence: {},
        fix: changeType(table, column, { type: "jsonb", using: `${sqlColumns([column.name])}::jsonb` }),
      }
    : undefined,
);
