import { errors } from "../kit/index.ts";
import type { ServerDialect } from "./dialect.ts";
import { isPostgresqlKeyword } from "./postgresql/keywords.ts";
import type { QualifiedName } from "./postgresql/name.ts";

const NAME_BYTES: Readonly<Record<ServerDialect, number>> = { postgresql: 63 };

/**
 * A name as SQL: bare where that means the same, else in double quotes.
 * Error: `sql-name-unusable` for an empty name, one with a NUL, or one longer than the server keeps (63 bytes).
 *
 * @example
 * quoteIdentifier("order", "postgresql"); // '"order"'
 */
export function quoteIdentifier(name: string, dialect: ServerDialect): string {
  const limit = NAME_BYTES[dialect];
  if (name === "" || name.includes("\0") || Buffer.byteLength(name) > limit)
    throw errors.ledger.nameUnusable({ name, limit });
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !isPostgresqlKeyword(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name with its schema, both quoted where needed. @example quoteName({ schema: "app", name: "user" }, "postgresql"); // 'app."user"' */
export function quoteName({ schema, name }: QualifiedName, dialect: ServerDialect): string {
  const quoted = quoteIdentifier(name, dialect);
  return schema === undefined ? quoted : `${quoteIdentifier(schema, dialect)}.${quoted}`;
}

/**
 * A text as a literal of SQL; a backslash makes it an escape string, so that it means the same whatever the server's
 * `standard_conforming_strings` says. Error: `sql-name-unusable` for a text with a NUL, which no server keeps.
 *
 * @example
 * quoteLiteral("it's", "postgresql"); // "'it''s'"
 */
export function quoteLiteral(text: string, dialect: ServerDialect): string {
  if (text.includes("\0")) throw errors.ledger.nameUnusable({ name: text, limit: NAME_BYTES[dialect] });
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\\") ? `E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}
