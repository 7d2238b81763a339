import { columnRule } from "../own-tables.ts";

/** serial: a sequence with rights, an owner and a default of its own; identity is one with its column. */
export const columnSerial = columnRule({ code: "column-serial", optional: true }, (column) =>
  column.identity === null && /^nextval\('.+'::regclass\)$/.test(column.defaultExpression ?? "")
    ? { severity: "info", evidence: { default: column.defaultExpression } }
    : undefined,
);
