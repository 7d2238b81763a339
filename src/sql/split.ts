import { assertNever } from "../kit/index.ts";
import type { Dialect } from "./dialect.ts";
import { splitDelimited } from "./script/delimited.ts";
import { splitGeneric, genericGrammar } from "./generic/split.ts";
import { mysqlGrammar, splitMysql } from "./mysql/split.ts";
import { splitPostgresql, postgresqlGrammar } from "./postgresql/split.ts";
import type { Grammar } from "./script/grammar.ts";
import type { Split } from "./statement.ts";

/**
 * Cuts a text into statements. Never fails: what the server could not run (psql commands, COPY data, an open
 * quote) is listed under `problems` with its place.
 *
 * In `mysql` and `generic` a line `DELIMITER //` is obeyed as mysql's own client does, and the body of a procedure,
 * function, trigger or event stays whole without one. In `generic` a text with `GO` lines is cut at these alone, as
 * SQL Server's tools cut it.
 *
 * @example
 * splitStatements("select 1; select ';'", "postgresql").statements.map((statement) => statement.sql);
 * // ["select 1", "select ';'"]
 */
export function splitStatements(text: string, dialect: Dialect): Split {
  if (dialect === "postgresql") return splitPostgresql(text);
  if (dialect === "mysql") return splitMysql(text);
  if (dialect === "generic") return splitGeneric(text);
  return assertNever(dialect);
}

/**
 * Cuts a text where `delimiter` stands outside quotes and comments; semicolons are then text like any other. A line
 * end in the delimiter is found as `\n` and as `\r\n`. An empty delimiter cuts nothing.
 *
 * @example
 * splitByDelimiter("select 1;\nGO\nselect 2", "generic", "\nGO").statements.length; // 2
 */
export function splitByDelimiter(text: string, dialect: Dialect, delimiter: string): Split {
  return splitDelimited(text, grammarOf(dialect), delimiter);
}

function grammarOf(dialect: Dialect): Grammar {
  if (dialect === "postgresql") return postgresqlGrammar;
  if (dialect === "mysql") return mysqlGrammar;
  if (dialect === "generic") return genericGrammar;
  return assertNever(dialect);
}
