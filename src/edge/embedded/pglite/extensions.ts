import type { PGliteOptions } from "@electric-sql/pglite";

type Extensions = NonNullable<PGliteOptions["extensions"]>;

/** The contrib modules that schemas use most. Each has to be given when the database is made; all of them cost 0.3 s. */
export async function loadExtensions(): Promise<Extensions> {
  const modules = await Promise.all([
    import("@electric-sql/pglite/contrib/btree_gin"),
    import("@electric-sql/pglite/contrib/btree_gist"),
    import("@electric-sql/pglite/contrib/citext"),
    import("@electric-sql/pglite/contrib/cube"),
    import("@electric-sql/pglite/contrib/earthdistance"),
    import("@electric-sql/pglite/contrib/fuzzystrmatch"),
    import("@electric-sql/pglite/contrib/hstore"),
    import("@electric-sql/pglite/contrib/intarray"),
    import("@electric-sql/pglite/contrib/ltree"),
    import("@electric-sql/pglite/contrib/pg_stat_statements"),
    import("@electric-sql/pglite/contrib/pg_trgm"),
    import("@electric-sql/pglite/contrib/pgcrypto"),
    import("@electric-sql/pglite/contrib/tablefunc"),
    import("@electric-sql/pglite/contrib/unaccent"),
    import("@electric-sql/pglite/contrib/uuid_ossp"),
  ]);
  return Object.fromEntries(modules.flatMap((module) => Object.entries(module)));
}
