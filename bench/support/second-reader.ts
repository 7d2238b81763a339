// A schema as sorted lines of text, read in another way than src/catalog/schema does: every row of every system catalogue that users
// can add to, its references replaced by names with the help of the server's own list of foreign keys among its catalogues. It
// knows no kinds of objects, so it cannot forget one. For judging plans where no pg_dump of the server's major is at hand.
// Needs PostgreSQL 14 (pg_get_catalog_foreign_keys) and a superuser.
import type { Row, Session } from "../../src/catalog/index.ts";

/** Statistics, data, and what only repeats other rows. */
const LEFT_OUT = new Set([
  "pg_depend",
  "pg_shdepend",
  "pg_init_privs",
  "pg_statistic",
  "pg_statistic_ext_data",
  "pg_largeobject",
  "pg_largeobject_metadata",
  "pg_subscription_rel",
  "pg_replication_origin",
  "pg_shdescription",
  "pg_shseclabel",
  "pg_database",
  "pg_authid",
  "pg_auth_members",
  "pg_tablespace",
  "pg_db_role_setting",
  "pg_parameter_acl",
]);

/** What depends on how a state was reached, on time or on storage. */
const VOLATILE: Readonly<Record<string, readonly string[]>> = {
  pg_attribute: [
    "attnum",
    "attcacheoff",
    "atthasmissing",
    "attmissingval",
    "attinhcount",
    "attlen",
    "attbyval",
    "attalign",
    "attndims",
  ],
  pg_class: [
    "relpages",
    "reltuples",
    "relallvisible",
    "relallfrozen",
    "relfilenode",
    "relfrozenxid",
    "relminmxid",
    "reltoastrelid",
    "relhasindex",
    "relhasrules",
    "relhastriggers",
    "relhassubclass",
    "relchecks",
    "relnatts",
    "relrewrite",
    "relispopulated",
  ],
  pg_collation: ["collversion"],
  pg_constraint: ["conbin", "coninhcount"],
  pg_enum: ["enumsortorder"],
  pg_extension: ["extconfig", "extcondition", "extversion"],
  pg_inherits: ["inhseqno"],
  pg_index: ["indexprs", "indpred", "indcheckxmin", "indisready", "indislive"],
  pg_partitioned_table: ["partexprs"],
  pg_proc: ["prosqlbody", "proargdefaults", "pronargdefaults"],
  pg_rewrite: ["ev_qual", "ev_action"],
  pg_statistic_ext: ["stxexprs"],
  pg_subscription: ["subdbid", "subskiplsn"],
  pg_trigger: ["tgqual"],
  pg_type: ["typdefaultbin"],
};

/** What stands for them, and for expression trees. */
const ADDED: Readonly<Record<string, string>> = {
  pg_attrdef: "pg_get_expr(t.adbin, t.adrelid)",
  pg_attribute: "row_number() OVER (PARTITION BY t.attrelid ORDER BY t.attnum) || ' ' || (t.attinhcount > 0)",
  pg_class: "pg_get_expr(t.relpartbound, t.oid)",
  pg_constraint: `pg_get_constraintdef(t.oid) || (t.coninhcount > 0)
    || CASE WHEN t.contype = 'n' AND (SELECT k.relispartition FROM pg_class k WHERE k.oid = t.conrelid) THEN ' of a partition' ELSE '' END`,
  pg_enum: "row_number() OVER (PARTITION BY t.enumtypid ORDER BY t.enumsortorder)::text",
  pg_index: "pg_get_indexdef(t.indexrelid)",
  pg_inherits: "row_number() OVER (PARTITION BY t.inhrelid ORDER BY t.inhseqno)::text",
  pg_partitioned_table: "pg_get_partkeydef(t.partrelid)",
  pg_policy: "concat(pg_get_expr(t.polqual, t.polrelid), ' | ', pg_get_expr(t.polwithcheck, t.polrelid))",
  pg_proc: "CASE WHEN t.prokind = 'a' THEN pg_get_function_arguments(t.oid) ELSE pg_get_functiondef(t.oid) END",
  pg_rewrite: "pg_get_ruledef(t.oid)",
  pg_statistic_ext: "pg_get_statisticsobjdef(t.oid)",
  pg_trigger: "pg_get_triggerdef(t.oid)",
  pg_type: "pg_get_expr(t.typdefaultbin, 0)",
};

/** Rows that are not there for their own sake. */
const ONLY: Readonly<Record<string, string>> = {
  pg_attribute: `t.attnum > 0 AND NOT t.attisdropped
    AND EXISTS (SELECT FROM pg_class k WHERE k.oid = t.attrelid AND k.relkind IN ('r', 'p', 'f', 'v', 'm', 'c'))`,
  pg_class: "t.relnamespace <> 99",
  pg_constraint: `t.contype <> 't' AND NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = t.conparentid AND p.conrelid = t.conrelid
    AND t.conrelid <> 0)`,
  pg_description: "(pg_identify_object(t.classoid, t.objoid, t.objsubid)).identity IS NOT NULL",
  pg_index: "NOT EXISTS (SELECT FROM pg_class k WHERE k.oid = t.indexrelid AND k.relnamespace = 99)",
  pg_subscription: "t.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())",
  pg_trigger: "NOT t.tgisinternal",
  pg_type: "t.typnamespace <> 99",
};

/** acldefault's letters: a list that grants what would hold anyway is none. */
const LETTERS: Readonly<Record<string, readonly [letter: string, owner: string]>> = {
  relacl: ["CASE t.relkind WHEN 'S' THEN 's' ELSE 'r' END", "t.relowner"],
  proacl: ["'f'", "t.proowner"],
  nspacl: ["'n'", "t.nspowner"],
  typacl: ["'T'", "t.typowner"],
  lanacl: ["'l'", "t.lanowner"],
  fdwacl: ["'F'", "t.fdwowner"],
  srvacl: ["'S'", "t.srvowner"],
  attacl: ["'c'", "10"],
};

interface Column {
  readonly catalog: string;
  readonly name: string;
  readonly type: string;
}

interface Key {
  readonly columns: readonly string[];
  readonly target: string;
  readonly isArray: boolean;
}

/**
 * All of a database's schema as lines; equal texts mean equal schemas on one major.
 *
 * @example
 * (await readPlainly(session)) === (await readPlainly(other));
 */
export async function readPlainly(session: Session): Promise<string> {
  await session.query("SELECT set_config('search_path', 'pg_catalog', false)");
  const columns = (await session.query(COLUMNS)).map(columnOf);
  const keys = keysByCatalog(await session.query(KEYS));
  const lines: string[] = [];
  for (const catalog of new Set(columns.map((column) => column.catalog))) {
    if (LEFT_OUT.has(catalog)) continue;
    const own = columns.filter((column) => column.catalog === catalog);
    const rows = await session.query(queryOf(catalog, own, keys.get(catalog) ?? []));
    for (const row of rows) lines.push(`${catalog} ${String(row["line"])}`);
  }
  return lines.sort().join("\n");
}

const COLUMNS = `SELECT c.relname::text AS catalog, a.attname::text AS name, format_type(a.atttypid, NULL) AS type
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' ORDER BY c.relname, a.attnum`;
const KEYS = `SELECT fktable::text AS catalog, fkcols AS columns, pktable::text AS target, is_array AS "isArray"
  FROM pg_get_catalog_foreign_keys()`;

const columnOf = (row: Row): Column => ({
  catalog: String(row["catalog"]),
  name: String(row["name"]),
  type: String(row["type"]),
});

function keysByCatalog(rows: readonly Row[]): ReadonlyMap<string, readonly Key[]> {
  const keys = new Map<string, Key[]>();
  for (const { catalog, columns, target, isArray } of rows) {
    const key = {
      columns: Array.isArray(columns) ? columns.map(String) : [],
      target: String(target),
      isArray: isArray === true,
    };
    keys.set(String(catalog), [...(keys.get(String(catalog)) ?? []), key]);
  }
  return keys;
}

function queryOf(catalog: string, columns: readonly Column[], keys: readonly Key[]): string {
  const left = new Set(["oid", ...(VOLATILE[catalog] ?? [])]);
  const kept = columns.filter(({ name, type }) => !left.has(name) && type !== "pg_node_tree");
  const parts = kept.map((column) => `'${column.name}', ${valueOf(column, keys)}`);
  const added = ADDED[catalog] === undefined ? "" : `, 'text', ${ADDED[catalog]}`;
  const first = columns.some(({ name }) => name === "oid") ? "oid" : (columns[0]?.name ?? "oid");
  // Of an extension's member only the grants are anybody else's.
  const list = columns.find(({ name, type }) => type === "aclitem[]" && name in LETTERS && name !== "attacl");
  const granted = list === undefined ? "false" : `(${listOf(list.name)}) IS NOT NULL`;
  return `SELECT jsonb_strip_nulls(jsonb_build_object(${parts.join(", ")}${added}))::text AS line FROM ${catalog} t
    WHERE (t.${first}::oid >= 16384 OR t.${first}::oid = 2200) AND (${ONLY[catalog] ?? "true"})
      AND (${granted} OR NOT EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e' AND e.classid = '${catalog}'::regclass
        AND e.objid = t.${first}::oid))`;
}

function valueOf({ name, type }: Column, keys: readonly Key[]): string {
  if (type === "aclitem[]") return listOf(name);
  if (name === "connoinherit") return "t.contype IN ('c', 'n') AND t.connoinherit";
  if (FOREIGN_OPTIONS.has(name)) return sortedText(name);
  if (name === "objoid") return "(pg_identify_object(t.classoid, t.objoid, t.objsubid)).identity";
  if (name === "objsubid") return "NULL";
  if (name === "prattrs") return publishedNames;
  const inTable = keys.find(({ columns }) => columns.length === 2 && columns[1] === name);
  if (inTable !== undefined) return columnNames(name, inTable);
  const key = keys.find(({ columns }) => columns.length === 1 && columns[0] === name);
  if (key === undefined) return `t.${name}::text`;
  const identity = (oid: string): string =>
    `CASE WHEN ${oid}::oid <> 0 THEN (pg_identify_object('${key.target}'::regclass, ${oid}, 0)).identity END`;
  return key.isArray
    ? `(SELECT string_agg(coalesce(${identity("x.id")}, '-'), ',' ORDER BY x.at) FROM unnest(t.${name}) WITH ORDINALITY x (id, at))`
    : identity(`t.${name}`);
}

const columnNames = (name: string, { columns, isArray }: Key): string => {
  const named = `SELECT a.attname FROM pg_attribute a WHERE a.attrelid = t.${columns[0]} AND a.attnum =`;
  return isArray
    ? `(SELECT string_agg(coalesce((${named} x.n), '-'), ',' ORDER BY x.at) FROM unnest(t.${name}) WITH ORDINALITY x (n, at))`
    : `(${named} t.${name})`;
};

/** The catalogues' own list of keys leaves this one out; PostgreSQL keeps it by number, whatever order was written. */
const publishedNames = `(SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_attribute a
  WHERE a.attrelid = t.prrelid AND a.attnum = ANY (t.prattrs))`;

const FOREIGN_OPTIONS = new Set(["attfdwoptions", "fdwoptions", "ftoptions", "srvoptions", "umoptions"]);

const sortedText = (name: string): string =>
  `(SELECT string_agg(x::text, ',' ORDER BY x::text COLLATE "C") FROM unnest(t.${name}) x)`;

function listOf(name: string): string {
  const text = sortedText(name);
  const [letter, owner] = LETTERS[name] ?? [];
  if (letter === undefined) return text;
  const standard = `acldefault((${letter})::"char", ${owner})`;
  // An empty list grants nobody anything; none at all is the standard.
  return `CASE WHEN t.${name} IS NULL OR (t.${name} @> ${standard} AND t.${name} <@ ${standard}) THEN NULL
    ELSE coalesce(${text}, 'nobody') END`;
}
