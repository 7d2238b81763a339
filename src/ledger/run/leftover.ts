import type { Session } from "../../catalog/index.ts";
import { quoteName, type IndexTarget } from "../../sql/index.ts";

/** An index of the name that a CREATE INDEX is about to use. */
export interface FoundIndex {
  readonly isValid: boolean;
  /** Quoted, with its schema. */
  readonly sql: string;
}

/** Looks for the index on the very table; an index lives in its table's schema. */
export async function findIndex(session: Session, target: IndexTarget): Promise<FoundIndex | undefined> {
  const [row] = await session.query(
    `select n.nspname::text as schema, c.relname::text as name, i.indisvalid and i.indisready as valid
     from pg_catalog.pg_index i
     join pg_catalog.pg_class c on c.oid = i.indexrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where i.indrelid = pg_catalog.to_regclass($1) and c.relname = $2`,
    [target.table, target.name ?? ""],
  );
  if (row === undefined) return undefined;
  const name = { schema: String(row["schema"]), name: String(row["name"]) };
  return { isValid: row["valid"] === true, sql: quoteName(name, "postgresql") };
}
