import type { RelationName } from "../model/relation.ts";
import type { DefinerRoutine, ExposingView, ExtensionPlace, Policy, SecurityFacts } from "../model/security.ts";
import type { Row, Session } from "../session.ts";
import { flagCell, optionalText, textCell, textsCell } from "./cell.ts";
import { TABLES, USER_SCHEMA, userRelations } from "./scope.ts";
import { type Ask, inSnapshot } from "./snapshot.ts";

const POLICIES = `SELECT p.polname::text AS name, r.nspname::text AS schema, r.relname::text AS "table",
  p.polcmd::text AS command, pg_get_expr(p.polqual, p.polrelid) AS "using",
  pg_get_expr(p.polwithcheck, p.polrelid) AS "check"
  FROM ${userRelations(TABLES)} r JOIN pg_policy p ON p.polrelid = r.oid
  ORDER BY r.nspname::text COLLATE "C", r.relname::text COLLATE "C", p.polname::text COLLATE "C"`;

const memberOf = (catalog: string, object: string): string => `EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = '${catalog}'::regclass AND d.objid = ${object} AND d.deptype = 'e')`;

const DEFINERS = `SELECT n.nspname::text AS schema, p.proname::text AS name,
  pg_get_function_identity_arguments(p.oid) AS arguments, p.prokind = 'p' AS "isProcedure",
  o.rolname::text AS owner, o.rolsuper AS "ownerIsSuperuser",
  EXISTS (SELECT FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%') AS "hasSearchPath",
  p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0) AS "isPublic"
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_roles o ON o.oid = p.proowner
  WHERE p.prosecdef AND ${USER_SCHEMA} AND NOT ${memberOf("pg_proc", "p.oid")}
  ORDER BY n.nspname::text COLLATE "C", p.proname::text COLLATE "C",
    pg_get_function_identity_arguments(p.oid) COLLATE "C"`;

// The owner of a table passes its policies by, and so does whoever reads through a view that the owner owns.
const VIEWS = `SELECT r.nspname::text AS schema, r.relname::text AS name, pg_get_userbyid(r.relowner)::text AS owner,
  ARRAY(SELECT DISTINCT json_build_array(tn.nspname, t.relname)::text FROM pg_rewrite w
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
    JOIN pg_class t ON t.oid = d.refobjid AND t.relrowsecurity AND NOT t.relforcerowsecurity
    JOIN pg_namespace tn ON tn.oid = t.relnamespace
    WHERE w.ev_class = r.oid AND (t.relowner = r.relowner
      OR EXISTS (SELECT FROM pg_roles o WHERE o.oid = r.relowner AND (o.rolsuper OR o.rolbypassrls)))) AS tables
  FROM ${userRelations("'v'")} r
  WHERE NOT EXISTS (SELECT FROM unnest(r.reloptions) o WHERE o IN ('security_invoker=true', 'security_invoker=on',
      'security_invoker=1', 'security_invoker=yes'))
    AND EXISTS (SELECT FROM aclexplode(r.relacl) a WHERE a.grantee <> r.relowner AND a.privilege_type = 'SELECT')
  ORDER BY r.nspname::text COLLATE "C", r.relname::text COLLATE "C"`;

const EXTENSIONS = `SELECT e.extname::text AS name, n.nspname::text AS schema, e.extrelocatable AS relocatable
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace ORDER BY e.extname::text COLLATE "C"`;

/**
 * Policies, routines with their owner's rights, views that pass row security by, and where extensions are: from
 * catalogues that every role may read. Errors: `database-query-failed`, `database-connection-lost`.
 *
 * @example
 * const { policies } = await readSecurity(session);
 */
export async function readSecurity(session: Session): Promise<SecurityFacts> {
  return await inSnapshot(session, async (ask: Ask) => ({
    policies: (await ask(POLICIES)).map(policyOf),
    definers: (await ask(DEFINERS)).map(definerOf),
    views: (await ask(VIEWS)).map(viewOf).filter(({ tables }) => tables.length > 0),
    extensions: (await ask(EXTENSIONS)).map(extensionOf),
  }));
}

const COMMANDS: ReadonlyMap<string, string> = new Map([
  ["r", "select"],
  ["a", "insert"],
  ["w", "update"],
  ["d", "delete"],
]);

const policyOf = (row: Row): Policy => ({
  name: textCell(row, "name"),
  table: { schema: textCell(row, "schema"), name: textCell(row, "table") },
  command: COMMANDS.get(textCell(row, "command")) ?? "all",
  using: optionalText(row, "using"),
  check: optionalText(row, "check"),
});

const definerOf = (row: Row): DefinerRoutine => ({
  schema: textCell(row, "schema"),
  name: textCell(row, "name"),
  arguments: textCell(row, "arguments"),
  kind: flagCell(row, "isProcedure") ? "procedure" : "function",
  owner: textCell(row, "owner"),
  ownerIsSuperuser: flagCell(row, "ownerIsSuperuser"),
  hasSearchPath: flagCell(row, "hasSearchPath"),
  isPublic: flagCell(row, "isPublic"),
});

const viewOf = (row: Row): ExposingView => ({
  schema: textCell(row, "schema"),
  name: textCell(row, "name"),
  owner: textCell(row, "owner"),
  tables: textsCell(row, "tables").map(relationOf),
});

function relationOf(json: string): RelationName {
  const pair: unknown = JSON.parse(json);
  const [schema = "", name = ""] = Array.isArray(pair) ? pair.map(String) : [];
  return { schema, name };
}

const extensionOf = (row: Row): ExtensionPlace => ({
  name: textCell(row, "name"),
  schema: textCell(row, "schema"),
  isRelocatable: flagCell(row, "relocatable"),
});
