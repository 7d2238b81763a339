import { columnsOf, type Draft, type Item, type Made, type Maker, pickRole, withRole } from "../item.ts";
import { text } from "../names.ts";

const ROLES = ["bw_reader", '"bw Owner"', "PUBLIC"];

const having = (draft: Draft, part: "phrase" | "ownable" | "grantable"): Item | undefined => {
  const fitting = draft.items.filter((item) => item[part] !== undefined);
  if (draft.slot?.on !== undefined) return fitting.find(({ key }) => key === draft.slot?.on);
  return fitting.length === 0 ? undefined : draft.random.pick(fitting);
};

const comment = (draft: Draft): Made | undefined => {
  const item = having(draft, "phrase");
  if (item === undefined) return undefined;
  const words = draft.random.pick([
    "plain",
    'it\'s \\ "quoted"',
    "two\nlines; -- no comment",
    "ünïcode ✓",
    "$$ dollar $1 $$",
  ]);
  return {
    name: item.name,
    key: `comment:${item.key}`,
    on: item.key,
    sql: `COMMENT ON ${item.phrase} IS ${text(words)}`,
    tag: `comment ${item.maker}`,
  };
};

const owner = (draft: Draft): Made | undefined => {
  const item = having(draft, "ownable");
  if (item === undefined) return undefined;
  const role = draft.random.pick(["bw_owner", '"bw Owner"']);
  return {
    name: item.name,
    key: `owner:${item.key}`,
    on: item.key,
    sql: `ALTER ${item.ownable} OWNER TO ${role}`,
    tag: `owner ${item.maker}`,
  };
};

const grant = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const item = having(draft, "grantable");
  const [phrase, privileges] = item?.grantable ?? [];
  if (item === undefined || phrase === undefined || privileges === undefined) return undefined;
  const role = random.pick(ROLES);
  const list = random.some(privileges, 1, 3).join(", ");
  const isRevoked = random.chance(0.25);
  const option = role === "PUBLIC" || isRevoked ? "" : random.maybe(0.2, " WITH GRANT OPTION");
  const sql = isRevoked
    ? `REVOKE ${list} ON ${phrase} FROM ${random.pick([role, "postgres"])}`
    : `GRANT ${list} ON ${phrase} TO ${role}${option}`;
  return {
    name: item.name,
    key: `grant:${item.key} ${role}`,
    on: item.key,
    sql,
    tag: `${isRevoked ? "revoke" : "grant"} ${item.maker}${option} ${role}`,
  };
};

const defaultPrivileges = (draft: Draft): Made => {
  const { random } = draft;
  const schema = random.chance(0.5) ? ` IN SCHEMA ${random.pick(["public", "app"])}` : "";
  const role = random.maybe(0.3, " FOR ROLE bw_owner");
  const [kind, privilege] = random.pick([
    ["TABLES", "SELECT, INSERT"],
    ["SEQUENCES", "USAGE"],
    ["FUNCTIONS", "EXECUTE"],
    ["TYPES", "USAGE"],
  ] as const);
  const isRevoked = schema === "" && random.chance(0.3);
  const words = isRevoked ? `REVOKE ${privilege} ON ${kind} FROM PUBLIC` : `GRANT ${privilege} ON ${kind} TO bw_reader`;
  const isEarly = random.chance(0.3);
  return {
    name: `${role}${schema} ${kind}`,
    key: `defaults:${role}${schema} ${kind}`,
    rank: isEarly ? 1 : 14,
    sql: `ALTER DEFAULT PRIVILEGES${role}${schema} ${words}`,
    tag: `default privileges${role} ${kind}${schema === "" ? "" : " in schema"}${isEarly ? " early" : ""}${isRevoked ? " revoked" : ""}`,
  };
};

const publication = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const table = pickRole(draft, "table");
  if (table === undefined) return undefined;
  const name = draft.bare("pub");
  const column = columnsOf(draft, table)[0]?.name ?? "id";
  const forms: Readonly<Record<string, string>> = {
    table: `FOR TABLE ${table.name}`,
    only: `FOR TABLE ONLY ${table.name}`,
    columns: `FOR TABLE ${table.name} (${column})`,
    where: `FOR TABLE ${table.name} WHERE (${column} IS NOT NULL)`,
    schema: "FOR TABLES IN SCHEMA public",
    empty: "",
  };
  const form = random.pick(Object.keys(forms));
  const options = random.maybe(0.4, ` WITH (publish = '${random.pick(["insert", "insert, update", "delete"])}')`);
  return {
    name,
    key: `publication:${name}`,
    sql: `CREATE PUBLICATION ${name} ${forms[form]}${options}`,
    tag: `publication ${form}${options === "" ? "" : " publish"}`,
    phrase: `PUBLICATION ${name}`,
  };
};

const extension = (draft: Draft): Made => {
  const name = draft.random.pick(["hstore", "ltree", "unaccent", "fuzzystrmatch"]);
  return {
    name,
    key: `extension:${name}`,
    sql: `CREATE EXTENSION ${name} SCHEMA public`,
    tag: `extension ${name}`,
    phrase: `EXTENSION ${name}`,
  };
};

const cast = (draft: Draft): Made | undefined => {
  const source = pickRole(draft, "type");
  if (source === undefined || draft.slot !== undefined) return undefined;
  const context = draft.random.pick(["", " AS ASSIGNMENT", " AS IMPLICIT"]);
  return {
    name: source.name,
    key: `cast:${source.key}`,
    sql: `CREATE CAST (${source.name} AS jsonb) WITH INOUT${context}`,
    tag: `cast${context} ${source.maker}`,
    phrase: `CAST (${source.name} AS jsonb)`,
  };
};

const operator = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const procedure = draft.items.find(({ facet }) => facet === "transition");
  if (procedure === undefined || draft.slot !== undefined) return undefined;
  const sign = random.pick(["+++", "<=>", "@#"]);
  const options = random.pick(["", ", COMMUTATOR = OPERATOR(public." + sign + ")"]);
  return {
    name: `public.${sign}`,
    key: `operator:${sign}`,
    sql: `CREATE OPERATOR public.${sign} (LEFTARG = integer, RIGHTARG = integer, FUNCTION = ${procedure.name}${options})`,
    tag: `operator${options === "" ? "" : " commutator"}`,
    phrase: `OPERATOR public.${sign} (integer, integer)`,
  };
};

const foreign = (draft: Draft): Made => {
  const { random } = draft;
  const name = draft.bare("server");
  return {
    name,
    key: `server:${name}`,
    sql: `CREATE SERVER ${name} FOREIGN DATA WRAPPER bw_wrapper OPTIONS (host ${text(random.pick(["a", "b'c"]))}${random.maybe(0.5, ", port '5'")})`,
    tag: "server",
    facet: "server",
    phrase: `SERVER ${name}`,
    ownable: `SERVER ${name}`,
    grantable: [`FOREIGN SERVER ${name}`, ["USAGE"]],
  };
};

const foreignTable = (draft: Draft): Made | undefined => {
  const server = draft.items.find(({ facet }) => facet === "server");
  if (server === undefined) return undefined;
  const name = draft.named("ft");
  const options = draft.random.maybe(0.5, " OPTIONS (table_name 'x')");
  return {
    name,
    sql: `CREATE FOREIGN TABLE ${name} ("id" integer OPTIONS (column_name 'n')${draft.random.maybe(0.4, " NOT NULL")}, "b" text) SERVER ${server.name}${options}`,
    tag: `foreign table${options}`,
    facet: "foreign",
    columns: [
      { name: '"id"', type: "integer" },
      { name: '"b"', type: "text" },
    ],
    phrase: `FOREIGN TABLE ${name}`,
    ownable: `FOREIGN TABLE ${name}`,
    grantable: [`TABLE ${name}`, ["SELECT"]],
  };
};

const dictionary = (draft: Draft): Made => {
  const name = draft.named("dict");
  const accept = draft.random.pick(["true", "false"]);
  return {
    name,
    facet: "dictionary",
    sql: `CREATE TEXT SEARCH DICTIONARY ${name} (TEMPLATE = pg_catalog.simple, ACCEPT = ${accept})`,
    tag: "text search dictionary",
    phrase: `TEXT SEARCH DICTIONARY ${name}`,
    ownable: `TEXT SEARCH DICTIONARY ${name}`,
  };
};

const configuration = (draft: Draft): Made => {
  const name = draft.named("conf");
  const known = draft.items.find(({ facet }) => facet === "dictionary")?.name ?? "simple";
  const mapping = draft.random.maybe(
    0.7,
    `; ALTER TEXT SEARCH CONFIGURATION ${name} ADD MAPPING FOR ${draft.random.pick(["asciiword", "word, email"])} WITH ${known}`,
  );
  return {
    name,
    sql: `CREATE TEXT SEARCH CONFIGURATION ${name} (PARSER = pg_catalog."default")${mapping}`,
    tag: `text search configuration${mapping === "" ? "" : " mapped"}`,
    phrase: `TEXT SEARCH CONFIGURATION ${name}`,
    ownable: `TEXT SEARCH CONFIGURATION ${name}`,
  };
};

const eventTrigger = (draft: Draft): Made => {
  const name = draft.bare("watch");
  const tags = draft.random.maybe(0.5, " WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')");
  return {
    name,
    key: `event:${name}`,
    sql: `CREATE EVENT TRIGGER ${name} ON ddl_command_end${tags} EXECUTE FUNCTION public.bw_event()`,
    tag: `event trigger${tags === "" ? "" : " tags"}`,
    phrase: `EVENT TRIGGER ${name}`,
  };
};

/** NOT NULL with a name, from 18 on. */
const notNullComment = (draft: Draft): Made | undefined => {
  const column = withRole(draft, "column").find(({ tag }) => tag.startsWith("column named not null"));
  const table = draft.items.find(({ key }) => key === column?.on);
  if (column === undefined || table === undefined || draft.slot !== undefined) return undefined;
  const words = text(draft.random.pick(["must", "shall"]));
  return {
    name: column.name,
    key: `notNullComment:${column.key}`,
    sql: `COMMENT ON CONSTRAINT "must be" ON ${table.name} IS ${words}`,
    tag: "comment not null",
  };
};

/** A default that reads a table or calls what does: set when all is there. */
const lateDefault = (draft: Draft): Made | undefined => {
  const reader = draft.items.find(({ facet }) => facet === "bigint");
  const columns = withRole(draft, "column").filter(({ columns: list = [] }) => list[0]?.type === "bigint");
  if (reader === undefined || columns.length === 0 || draft.slot !== undefined) return undefined;
  const target = draft.random.pick(columns);
  const table = draft.items.find(({ key }) => key === target.on);
  return {
    name: target.name,
    key: `lateDefault:${target.key}`,
    sql: `ALTER TABLE ${table?.name} ALTER COLUMN ${target.columns?.[0]?.name} SET DEFAULT ${reader.name}()`,
    tag: "default reads",
  };
};

export const extraMakers: readonly Maker[] = [
  { name: "extension", rank: 0, weight: 1, make: extension },
  { name: "server", rank: 4, weight: 1, make: foreign },
  { name: "foreignTable", rank: 5, weight: 1, make: foreignTable },
  { name: "operator", rank: 5, weight: 1, make: operator },
  { name: "cast", rank: 5, weight: 1, make: cast },
  { name: "dictionary", rank: 4, weight: 1, make: dictionary },
  { name: "configuration", rank: 5, weight: 1, make: configuration },
  { name: "lateDefault", rank: 12, weight: 1, make: lateDefault },
  { name: "comment", rank: 13, weight: 6, make: comment },
  { name: "notNullComment", rank: 13, weight: 1, make: notNullComment },
  { name: "owner", rank: 13, weight: 3, make: owner },
  { name: "grant", rank: 13, weight: 5, make: grant },
  { name: "defaultPrivileges", rank: 14, weight: 1, make: defaultPrivileges },
  { name: "publication", rank: 14, weight: 2, make: publication },
  { name: "eventTrigger", rank: 15, weight: 1, make: eventTrigger },
];
