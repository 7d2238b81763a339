import { assertNever } from "../kit/index.ts";
import type { Dialect } from "./dialect.ts";
import { splitPostgresql } from "./postgresql/split.ts";
import type { Split } from "./statement.ts";

/**
 * Cuts a text into statements. Never fails: what the server could not run (psql commands, COPY data, an open
 * quote) is listed under `problems` with its place.
 *
 * @example
 * splitStatements("select 1; select ';'", "postgresql").statements.map((statement) => statement.sql);
 * // ["select 1", "select ';'"]
 */
export function splitStatements(text: string, dialect: Dialect): Split {
  if (dialect === "postgresql") return splitPostgresql(text);
  return assertNever(dialect);
}
