import { changeType } from "../change-type.ts";
import { sqlColumns } from "../names.ts";
import { columnRule } from "../own-tables.ts";

/** The type money: its digits and its currency follow lc_monetary of whoever reads. */
export const columnMoney = columnRule({ code: "column-money" }, (column, table) =>
  column.type === "money"
    ? {
        severity: "warning",
        evidence: {},
        fix: changeType(table, column, { type: "numeric", using: `${sqlColumns([column.name])}::numeric` }),
      }
    : undefined,
);
