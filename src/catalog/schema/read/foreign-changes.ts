import { sortedBy } from "../../../kit/index.ts";
import type { Ask } from "../../read/snapshot.ts";
import type { Unmodelled } from "../model.ts";
import { textCell } from "./cells.ts";

const LISTS: readonly (readonly [catalog: string, oid: string, sub: string, list: string])[] = [
  ["pg_class", "oid", "0", "relacl"],
  ["pg_attribute", "attrelid", "attnum", "attacl"],
  ["pg_proc", "oid", "0", "proacl"],
  ["pg_namespace", "oid", "0", "nspacl"],
  ["pg_type", "oid", "0", "typacl"],
  ["pg_language", "oid", "0", "lanacl"],
  ["pg_foreign_data_wrapper", "oid", "0", "fdwacl"],
  ["pg_foreign_server", "oid", "0", "srvacl"],
];

const ALL = LISTS.map(
  ([catalog, oid, sub, list]) =>
    `SELECT '${catalog === "pg_attribute" ? "pg_class" : catalog}'::regclass AS catalog, ${oid} AS oid, ${sub}::int AS sub,
      ${list} AS list FROM ${catalog}`,
).join("\n  UNION ALL ");

/**
 * Grants that are not as they were installed, as a FROM item: `catalog`, `oid`, `sub`, `list`, `initprivs`. initdb and CREATE
 * EXTENSION leave in pg_init_privs what they granted; a list that is equal to it, or that both lack, is theirs.
 */
export const CHANGED_GRANTS = `(SELECT a.*, p.initprivs FROM (${ALL}) a
  LEFT JOIN pg_init_privs p ON p.classoid = a.catalog AND p.objoid = a.oid AND p.objsubid = a.sub
  WHERE a.oid <> 2200 AND (a.list IS NOT NULL OR p.initprivs IS NOT NULL)
    AND NOT coalesce(a.list @> p.initprivs AND a.list <@ p.initprivs, false))`;

export const isMember = (
  address: string,
): string => `EXISTS (SELECT FROM pg_depend tie WHERE tie.classid = ${address}.catalog
  AND tie.objid = ${address}.oid AND tie.deptype = 'e')`;

// Members of extensions are objects of the model, but for their columns.
const SQL = `SELECT a.catalog::text AS catalog, 'privileges of ' || pg_describe_object(a.catalog, a.oid, a.sub) AS description
  FROM ${CHANGED_GRANTS} a WHERE a.oid < 12000 OR a.sub <> 0 AND ${isMember("a")}`;

/** Grants on objects of the system that are not as they were installed: there, but nothing a plan restores. */
export async function readForeignChanges(ask: Ask): Promise<readonly Unmodelled[]> {
  const rows = await ask(SQL);
  const changes = rows.map((row) => ({ catalog: textCell(row, "catalog"), description: textCell(row, "description") }));
  return sortedBy(changes, ({ catalog, description }) => `${catalog} ${description}`);
}
