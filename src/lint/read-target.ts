import { readCatalog, type RelationName, type Row, type Session } from "../catalog/index.ts";
import { readDependents } from "./read-dependents.ts";
import type { Domain, MaterializedView, TargetFacts } from "./target.ts";

const OWN = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
const DOMAINS = `SELECT n.nspname::text AS schema, t.typname::text AS name, pg_catalog.format_type(t.typbasetype, t.typtypmod) AS base,
  t.typnotnull OR EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE c.contypid = t.oid) AS constrained
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd' AND ${OWN}`;
const VIEWS = `SELECT n.nspname::text AS schema, c.relname::text AS name,
  ARRAY(SELECT i.relname::text FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid) AS indexes,
  ARRAY(SELECT i.relname::text FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
    WHERE x.indrelid = c.oid AND x.indisunique AND x.indisvalid AND x.indpred IS NULL AND x.indexprs IS NULL) AS keys,
  c.relispopulated AS populated
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' AND ${OWN}`;
const DEFAULTS = `SELECT n.nspname::text AS schema, c.relname::text AS name FROM pg_catalog.pg_partitioned_table p
  JOIN pg_catalog.pg_class c ON c.oid = p.partdefid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`;
const ELSEWHERE = `SELECT n.nspname::text AS schema, c.relname::text AS name FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.reltablespace <> 0 AND c.relkind IN ('r', 'p', 'i', 'I', 'm') AND ${OWN}`;
const SETTINGS = `SELECT pg_catalog.current_setting('TimeZone') AS zone, s.spcname::text AS tablespace
  FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace s ON s.oid = d.dattablespace WHERE d.datname = pg_catalog.current_database()`;

/**
 * Reads what the linter wants to know of a database: its catalogue, no row of it. `isProduction`: its sizes and its TimeZone are
 * those of the server that the file is for. Errors: `database-query-failed`, `database-connection-lost`.
 *
 * @example
 * await using session = await databases.open({ url }, { readOnly: true });
 * const target = await readTarget(session, true);
 */
export async function readTarget(session: Session, isProduction: boolean): Promise<TargetFacts> {
  const { tables } = await readCatalog(session);
  const [settings = {}] = await session.query(SETTINGS);
  return {
    tables,
    domains: (await session.query(DOMAINS)).map(domain),
    materializedViews: (await session.query(VIEWS)).map(view),
    ...(await readDependents(session)),
    defaultPartitions: (await session.query(DEFAULTS)).map(relation),
    tablespace: String(settings["tablespace"]),
    elsewhere: (await session.query(ELSEWHERE)).map(relation),
    isSized: isProduction,
    timeZone: isProduction ? String(settings["zone"]) : null,
  };
}

const relation = (row: Row): RelationName => ({ schema: String(row["schema"]), name: String(row["name"]) });

const domain = (row: Row): Domain => ({
  ...relation(row),
  base: String(row["base"]),
  isConstrained: row["constrained"] === true,
});

function view(row: Row): MaterializedView {
  const keys = new Set(texts(row["keys"]));
  return {
    ...relation(row),
    indexes: texts(row["indexes"]).map((name) => ({ name, isKey: keys.has(name) })),
    isPopulated: row["populated"] === true,
  };
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
