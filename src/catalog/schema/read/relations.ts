import { notOfExtension, USER_SCHEMA } from "./scope.ts";

/** Relations of users as a FROM item: pg_class with `nspname`. Kinds as SQL letters: `'r', 'p'`. */
export const userRelations = (kinds: string): string => `(SELECT c.*, n.nspname
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN (${kinds}) AND c.relpersistence <> 't' AND ${USER_SCHEMA} AND ${notOfExtension("pg_class", "c.oid")})`;

export const TABLES = "'r', 'p', 'f'";
export const VIEWS = "'v', 'm'";

/** The kind of id that a relation of this `relkind` has. */
export const RELATION_KINDS = {
  r: "table",
  p: "table",
  f: "table",
  v: "view",
  m: "materialized-view",
  S: "sequence",
  i: "index",
  I: "index",
  c: "composite",
} as const;

export const PERSISTENCE = { p: "permanent", u: "unlogged" } as const;

export const TABLESPACE = "(SELECT s.spcname::text FROM pg_tablespace s WHERE s.oid = r.reltablespace) AS tablespace";
export const ACCESS_METHOD = `(SELECT am.amname::text FROM pg_am am WHERE am.oid = r.relam) AS "accessMethod"`;
export const TOAST_OPTIONS = `(SELECT t.reloptions FROM pg_class t WHERE t.oid = r.reltoastrelid) AS "toastOptions"`;
export const CLUSTERED_ON = `(SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid = r.oid AND i.indisclustered) AS "clusteredOn"`;
