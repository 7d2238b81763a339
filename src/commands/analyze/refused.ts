import type { SqlError } from "../../catalog/index.ts";
import type { Statement } from "../../sql/index.ts";
import { headOf } from "./words.ts";

const INSUFFICIENT_PRIVILEGE = "42501";
/** An object, a function, a schema that does not exist. */
const UNDEFINED = /^(?:42704|42883|3F000)$/;

export const isRefusal = ({ sqlState }: SqlError): boolean => sqlState === INSUFFICIENT_PRIVILEGE;

/**
 * Whether a statement that failed may be passed over and named: the server refused it to a role without a superuser's
 * rights, or it is about something that was so refused before, and no table, constraint or index depends on it.
 */
export function mayPassOver(statement: Statement, failure: SqlError, hasRefused: boolean): boolean {
  const isOfRights = isRefusal(failure) || (hasRefused && UNDEFINED.test(failure.sqlState));
  return isOfRights && isAside(statement);
}

const ASIDE: readonly RegExp[] = [
  /^(?:GRANT|REVOKE|COMMENT|SECURITY LABEL|SET|RESET|LOAD|LOCK|CHECKPOINT|REASSIGN OWNED|REFRESH)\b/,
  /^(?:COPY|ANALYZE|VACUUM|REINDEX|CLUSTER|TRUNCATE)\b/,
  /^(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO) (?!(?:ONLY )?"?PG_)/i,
  /^(?:CREATE|ALTER|DROP) (?:ROLE|USER|GROUP|DATABASE|TABLESPACE|SYSTEM|EXTENSION|SERVER)\b/,
  /^(?:CREATE|ALTER|DROP) (?:EVENT TRIGGER|PUBLICATION|SUBSCRIPTION|DEFAULT PRIVILEGES|LARGE OBJECT|STATISTICS)\b/,
  /^(?:CREATE|ALTER|DROP) (?:CAST|CONVERSION|OPERATOR|ACCESS METHOD|TEXT SEARCH|FOREIGN DATA WRAPPER|POLICY)\b/,
  /^(?:CREATE|ALTER|DROP) (?:OR REPLACE )?(?:FUNCTION|PROCEDURE|ROUTINE|AGGREGATE|TRANSFORM|RULE)\b/,
  /^(?:CREATE|ALTER|DROP) (?:OR REPLACE )?(?:CONSTRAINT )?TRIGGER\b/,
  /^(?:CREATE|ALTER|DROP) (?:OR REPLACE )?(?:TRUSTED )?(?:PROCEDURAL )?LANGUAGE\b/,
  /^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?\S+ (?:\. \S+ )?(?:ENABLE|DISABLE) (?:ALWAYS |REPLICA )?TRIGGER\b/,
];

function isAside(statement: Statement): boolean {
  const head = headOf(statement);
  if (/^DO\b/.test(head)) return isAsideBlock(statement.sql);
  return ASIDE.some((pattern) => pattern.test(head)) || isOwnership(statement);
}

/** A block that was refused has done nothing at all: it must not be one that makes tables, or whatever a text says. */
const isAsideBlock = (sql: string): boolean => !MAKES.test(sql) && !/\b(?:execute|call|perform)\b/i.test(sql);

const MAKES =
  /\b(?:create|alter|drop)\s+(?:\w+\s+){0,3}?(?:table|index|type|domain|schema|sequence|view)\b|\bselect\b[^;]*\binto\b/i;

/** ALTER … OWNER TO role, alone. */
function isOwnership({ tokens }: Statement): boolean {
  const words = tokens.map(({ text }) => text.toUpperCase());
  return words[0] === "ALTER" && words.at(-3) === "OWNER" && words.at(-2) === "TO" && !words.includes(",");
}
