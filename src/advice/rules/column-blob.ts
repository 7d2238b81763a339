import { columnRule } from "../own-tables.ts";

/** Large binary values in rows, and large objects, which nothing deletes with their row. */
export const columnBlob = columnRule({ code: "column-blob", optional: true }, (column) =>
  column.type === "bytea" || column.type === "oid" ? { severity: "info", evidence: {} } : undefined,
);
