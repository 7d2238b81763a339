import type { Reader } from "./reader.ts";
import { notOfExtension, roleName, USER_SCHEMA } from "./scope.ts";
import { textCell } from "./cells.ts";

export const schemas: Reader = {
  catalog: "pg_namespace",
  sql: () => `SELECT n.oid::text AS oid, n.nspname::text AS name, ${roleName("n.nspowner")} AS owner
    FROM pg_namespace n WHERE ${USER_SCHEMA} AND ${notOfExtension("pg_namespace", "n.oid")}`,
  objectOf: (row, base) => base("schema", [textCell(row, "name")]),
};
