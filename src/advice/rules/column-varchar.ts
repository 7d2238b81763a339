import { changeType } from "../change-type.ts";
import { columnRule } from "../own-tables.ts";

/** Text with a length that somebody once guessed. */
export const columnVarchar = columnRule({ code: "column-varchar", optional: true }, (column, table) =>
  /^character varying\(\d+\)$/.test(column.type)
    ? { severity: "info", evidence: {}, fix: changeType(table, column, { type: "text" }) }
    : undefined,
);
