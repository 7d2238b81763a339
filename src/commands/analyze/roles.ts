import type { Session, SqlError } from "../../catalog/index.ts";
import { quoteIdentifier, readName, type Statement } from "../../sql/index.ts";
import { headOf } from "./words.ts";

const MOST_ROLES = 1_000;
const NAME_BYTES = 63;

/** The role as which a stranger's file is run. It has the name that dumps know a server's first role by. */
export const LOADER = "postgres";

/** Roles that a file mentions, made without any right by a session that may. */
export interface Roles {
  /** Makes a role; false when it was made before, or cannot be. */
  make(name: string): Promise<boolean>;
}

/**
 * The file's own role is a member of each with the right to pass it on, so that OWNER TO, SET ROLE and GRANT work. It
 * never becomes a member of a role that was there before: below 16 the predefined ones give away a server's files and programs.
 */
export function createRoles(session: Session, loader: string | undefined): Roles {
  const made = new Set<string>();
  const make = async (name: string): Promise<boolean> => {
    if (made.has(name) || made.size >= MOST_ROLES || !isUsable(name)) return false;
    made.add(name);
    const quoted = quoteIdentifier(name, "postgresql");
    const there = await session.query("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", [name]);
    if (there.length > 0) return false;
    await session.query(`CREATE ROLE ${quoted}`);
    if (loader !== undefined) await session.query(`GRANT ${quoted} TO ${loader} WITH ADMIN OPTION`);
    return true;
  };
  return { make };
}

/** Names that begin with `pg_` are the server's own, and the three words mean no role. */
const isUsable = (name: string): boolean =>
  name !== "" &&
  Buffer.byteLength(name) <= NAME_BYTES &&
  !name.includes("\0") &&
  !/^(?:pg_|public$|none$|current_role$|current_user$|session_user$)/.test(name);

/** A schema names owners and grantees of its own server; ours has none of them. SET ROLE says it as 22023. */
export function missingRole({ sqlState, message }: SqlError): string | undefined {
  if (sqlState !== "42704" && sqlState !== "22023") return undefined;
  return /^role "(?<role>.+)" does not exist$/.exec(message)?.groups?.["role"];
}

const CREATED = /\bcreate\s+(?:role|user|group)\s+(?!mapping\b)(?<name>"(?:[^"\0]|"")+"|[a-z_][\w$]*)/gi;

/** The roles that a text makes, also within a block that first looks whether they are there. */
export function createdRoles(text: string): readonly string[] {
  const names = [...text.matchAll(CREATED)].flatMap(({ groups }) => readName(groups?.["name"] ?? "")?.name ?? []);
  return [...new Set(names)];
}

/** CREATE ROLE of a role that then exists without rights; one that asks for more than that is named in the report. */
export function isPlainCreateRole(statement: Statement): boolean {
  const isCreate = /^CREATE (?:ROLE|USER|GROUP) (?!MAPPING\b)/.test(headOf(statement));
  return isCreate && !statement.tokens.some(({ text }) => MORE_THAN_A_NAME.test(text));
}

const MORE_THAN_A_NAME = /^(?:superuser|createdb|createrole|replication|bypassrls|in|admin)$/i;
