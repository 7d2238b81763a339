import type { RelationName, Row, Session } from "../catalog/index.ts";
import type { Dependent, ObjectName, TargetFacts } from "./target.ts";

const USERS = "!~ '^(?:pg_|information_schema$)'";

// What an entry of pg_depend is a part of: a column's default, a trigger, a policy, a rule are parts of their table.
const DEPENDENTS = `SELECT
    CASE WHEN rc.oid IS NOT NULL THEN 'relation' WHEN rt.oid IS NOT NULL THEN 'type' ELSE 'function' END AS on_kind,
    rn.nspname::text AS on_schema, coalesce(rc.relname, rt.typname, rp.proname)::text AS on_name, ra.attname::text AS on_column,
    CASE WHEN l.oid IS NOT NULL THEN 'relation' WHEN dt.oid IS NOT NULL THEN 'type' ELSE 'function' END AS kind,
    dn.nspname::text AS schema, coalesce(l.relname, dt.typname, dp.proname)::text AS name, da.attname::text AS column,
    (dc.relkind IN ('r','p','f','v','m') AND d.objsubid = 0) OR coalesce(rw.rulename = '_RETURN', false)
      OR (l.oid IS NULL AND coalesce(dt.oid, dp.oid) IS NOT NULL) AS whole,
    d.deptype IN ('a', 'i') AS automatic
  FROM pg_catalog.pg_depend d
  LEFT JOIN pg_catalog.pg_class rc ON d.refclassid = 'pg_catalog.pg_class'::regclass AND rc.oid = d.refobjid AND rc.relkind IN ('r','p','f','v','m','S')
  LEFT JOIN pg_catalog.pg_attribute ra ON ra.attrelid = rc.oid AND ra.attnum = d.refobjsubid AND d.refobjsubid > 0
  LEFT JOIN pg_catalog.pg_type rt ON d.refclassid = 'pg_catalog.pg_type'::regclass AND rt.oid = d.refobjid
  LEFT JOIN pg_catalog.pg_proc rp ON d.refclassid = 'pg_catalog.pg_proc'::regclass AND rp.oid = d.refobjid
  JOIN pg_catalog.pg_namespace rn ON rn.oid = coalesce(rc.relnamespace, rt.typnamespace, rp.pronamespace) AND rn.nspname ${USERS}
  LEFT JOIN pg_catalog.pg_class dc ON d.classid = 'pg_catalog.pg_class'::regclass AND dc.oid = d.objid
  LEFT JOIN pg_catalog.pg_index dx ON dx.indexrelid = dc.oid
  LEFT JOIN pg_catalog.pg_rewrite rw ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND rw.oid = d.objid
  LEFT JOIN pg_catalog.pg_trigger tg ON d.classid = 'pg_catalog.pg_trigger'::regclass AND tg.oid = d.objid
  LEFT JOIN pg_catalog.pg_attrdef ad ON d.classid = 'pg_catalog.pg_attrdef'::regclass AND ad.oid = d.objid
  LEFT JOIN pg_catalog.pg_constraint co ON d.classid = 'pg_catalog.pg_constraint'::regclass AND co.oid = d.objid
  LEFT JOIN pg_catalog.pg_policy po ON d.classid = 'pg_catalog.pg_policy'::regclass AND po.oid = d.objid
  LEFT JOIN pg_catalog.pg_type dt ON d.classid = 'pg_catalog.pg_type'::regclass AND dt.oid = d.objid
  LEFT JOIN pg_catalog.pg_proc dp ON d.classid = 'pg_catalog.pg_proc'::regclass AND dp.oid = d.objid
  LEFT JOIN pg_catalog.pg_class l ON l.oid = coalesce(dx.indrelid, CASE WHEN dc.relkind IN ('r','p','f','v','m') THEN dc.oid END,
    rw.ev_class, tg.tgrelid, ad.adrelid, nullif(co.conrelid, 0), po.polrelid)
  LEFT JOIN pg_catalog.pg_attribute da ON da.attrelid = dc.oid AND da.attnum = d.objsubid AND d.objsubid > 0
  JOIN pg_catalog.pg_namespace dn ON dn.oid = coalesce(l.relnamespace, dt.typnamespace, dp.pronamespace) AND dn.nspname ${USERS}
  WHERE d.deptype IN ('n', 'a', 'i') AND d.refobjid >= 16384 AND l.oid IS DISTINCT FROM rc.oid`;

const FUNCTIONS = `SELECT n.nspname::text AS schema, p.proname::text AS name, bool_and(p.provolatile <> 'v') AS steady
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname ${USERS} GROUP BY 1, 2`;

const STATISTICS = `SELECT n.nspname::text AS schema, s.stxname::text AS name, tn.nspname::text AS table_schema, t.relname::text AS table_name
  FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
  JOIN pg_catalog.pg_class t ON t.oid = s.stxrelid JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace`;

const PUBLISHED = `SELECT p.pubname::text AS publication, n.nspname::text AS schema, c.relname::text AS name
  FROM pg_catalog.pg_publication p JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid
  JOIN pg_catalog.pg_class c ON c.oid = r.prrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`;

type Dependencies = Pick<TargetFacts, "functions" | "dependents" | "statistics" | "publications">;

/** Reads what hangs on what in a database, for statements that reach further than they say. */
export async function readDependents(session: Session): Promise<Dependencies> {
  const functions = await session.query(FUNCTIONS);
  const dependents = await session.query(DEPENDENTS);
  const statistics = await session.query(STATISTICS);
  return {
    functions: functions.map(ownFunction),
    dependents: dependents.flatMap(dependent),
    statistics: statistics.map(statisticsOf),
    publications: byPublication(await session.query(PUBLISHED)),
  };
}

const relation = (row: Row, prefix = ""): RelationName => ({
  schema: String(row[`${prefix}schema`]),
  name: String(row[`${prefix}name`]),
});

const ownFunction = (row: Row): TargetFacts["functions"][number] => ({
  ...relation(row),
  isSteady: row["steady"] === true,
});

const statisticsOf = (row: Row): TargetFacts["statistics"][number] => ({
  ...relation(row),
  table: relation(row, "table_"),
});

function dependent(row: Row): readonly Dependent[] {
  const on = objectName(row, "on_");
  const object = objectName(row, "");
  if (on === undefined || object === undefined) return [];
  return [{ on, object, isWhole: row["whole"] === true, isAutomatic: row["automatic"] === true }];
}

function objectName(row: Row, prefix: string): ObjectName | undefined {
  const kind = row[`${prefix}kind`];
  if (kind !== "relation" && kind !== "type" && kind !== "function") return undefined;
  const column = row[`${prefix}column`];
  return { kind, ...relation(row, prefix), column: typeof column === "string" ? column : null };
}

function byPublication(rows: readonly Row[]): TargetFacts["publications"] {
  const publications = new Map<string, RelationName[]>();
  for (const row of rows) {
    const name = String(row["publication"]);
    const tables = publications.get(name) ?? [];
    tables.push(relation(row));
    publications.set(name, tables);
  }
  return publications;
}
