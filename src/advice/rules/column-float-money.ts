import { changeType } from "../change-type.ts";
import { splitWords } from "../../kit/index.ts";
import { columnRule } from "../own-tables.ts";

/** Amounts of money in binary fractions: 0.1 + 0.2 is not 0.3, and sums depend on the order of the rows. */
export const columnFloatMoney = columnRule({ code: "column-float-money" }, (column, table) =>
  FLOAT.test(column.type) && isMoney(column.name)
    ? { severity: "warning", evidence: {}, fix: changeType(table, column, { type: "numeric" }) }
    : undefined,
);

const FLOAT = /^(?:real|double precision)$/;
const MONEY: ReadonlySet<string> = new Set(
  "price amount cost costs balance fee fees salary wage tax vat discount revenue payment money total subtotal".split(
    " ",
  ),
);

/** Words in snake_case or camelCase; `totality` is none. */
const isMoney = (name: string): boolean => splitWords(name).some((word) => MONEY.has(word.toLowerCase()));
