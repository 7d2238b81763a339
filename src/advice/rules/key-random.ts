import { columnRule } from "../own-tables.ts";
import type { Table } from "../../catalog/index.ts";

/** Primary keys of random UUIDs: each new row goes to another page of the index. */
export const keyRandom = columnRule({ code: "key-random", optional: true }, (column, table) =>
  RANDOM.test(column.defaultExpression ?? "") && isKey(table, column.name)
    ? { severity: "info", evidence: { default: column.defaultExpression } }
    : undefined,
);

const RANDOM = /\b(?:gen_random_uuid|uuid_generate_v4|uuidv4)\(\)/;

const isKey = ({ constraints }: Table, name: string): boolean =>
  constraints.some(
    (constraint) =>
      constraint.kind === "primary-key" && constraint.columns.length === 1 && constraint.columns[0] === name,
  );
