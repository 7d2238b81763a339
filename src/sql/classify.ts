import { assertNever } from "../kit/index.ts";
import type { StatementClass } from "./class.ts";
import type { ServerDialect } from "./dialect.ts";
import { classifyPostgresql } from "./postgresql/classify.ts";
import type { Statement } from "./statement.ts";

/**
 * What a statement may do with the transaction it is run in.
 *
 * @example
 * const [statement] = splitStatements("create index concurrently i on t (a)", "postgresql").statements;
 * classify(statement, "postgresql").transaction; // "never"
 */
export function classify(statement: Statement, dialect: ServerDialect): StatementClass {
  if (dialect === "postgresql") return classifyPostgresql(statement);
  return assertNever(dialect);
}
