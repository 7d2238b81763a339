import type { Session, SqlError } from "../../catalog/index.ts";
import { quoteIdentifier, readName, type Statement } from "../../sql/index.ts";
import { LOADER } from "./roles.ts";
import { headOf } from "./words.ts";

/**
 * Extensions that only a superuser may make and that we make for a file. None reads or writes a file, runs a program or
 * opens a connection for who is no superuser; each brings an index method, a type, an operator or a function that tables,
 * indexes and triggers of real schemas use, or is in nearly every dump (pg_stat_statements).
 * Not here: file_fdw and adminpack (files), dblink and postgres_fdw (connections), languages with a `u` (anything),
 * pageinspect and pg_surgery (raw pages), xml2 (old parser), and what no table needs.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  "amcheck",
  "autoinc",
  "bloom",
  "dict_xsyn",
  "earthdistance",
  "insert_username",
  "intagg",
  "moddatetime",
  "pg_buffercache",
  "pg_freespacemap",
  "pg_prewarm",
  "pg_stat_statements",
  "pg_visibility",
  "pgrowlocks",
  "pgstattuple",
  "postgis",
  "refint",
  "sslinfo",
]);

/** Extensions that stand for a wrapper of their name; made without the code behind it, its tables can never be read. */
const HOLLOW: ReadonlySet<string> = new Set(["file_fdw", "postgres_fdw"]);

interface Wanted {
  readonly name: string;
  readonly schema: string | undefined;
}

/** What was made before the file was run. */
export interface Prepared {
  readonly extensions: ReadonlySet<string>;
  readonly schemas: ReadonlySet<string>;
}

/**
 * Makes what the texts ask for, in a database that nobody has touched: a script of an extension that runs as superuser must not
 * meet a stranger's objects. What cannot be made is left to the file, whose statement then says why.
 */
export async function prepareExtensions(session: Session, texts: readonly string[]): Promise<Prepared> {
  const extensions = new Set<string>();
  const schemas = new Set<string>();
  for (const name of texts.flatMap(wrappersIn)) await makeHollow(session, quoted(name));
  for (const { name, schema } of texts.flatMap(wantedIn)) {
    if (!ALLOWED.has(name) || extensions.has(name)) continue;
    if (schema !== undefined && (await isDone(session, `CREATE SCHEMA ${schema} AUTHORIZATION ${LOADER}`)))
      schemas.add(schema);
    const within = schema === undefined ? "" : ` SCHEMA ${schema}`;
    if (await isDone(session, `CREATE EXTENSION ${quoted(name)}${within} CASCADE`)) extensions.add(name);
  }
  return { extensions, schemas };
}

async function makeHollow(session: Session, name: string): Promise<void> {
  await isDone(session, `CREATE FOREIGN DATA WRAPPER ${name} NO HANDLER NO VALIDATOR`);
  await isDone(session, `GRANT USAGE ON FOREIGN DATA WRAPPER ${name} TO PUBLIC`);
}

const isDone = (session: Session, sql: string): Promise<boolean> =>
  session.query(sql).then(
    () => true,
    () => false,
  );

const NAME = String.raw`"(?:[^"\0]|"")+"|[a-z_][\w$]*`;
const CREATE_EXTENSION = new RegExp(
  String.raw`\bcreate\s+extension\s+(?:if\s+not\s+exists\s+)?(?<name>${NAME})(?:\s+with)?(?:\s+schema\s+(?<schema>${NAME}))?`,
  "gi",
);

function wantedIn(text: string): readonly Wanted[] {
  return [...text.matchAll(CREATE_EXTENSION)].flatMap(({ groups }) => {
    const name = nameOf(groups?.["name"]);
    const schema = nameOf(groups?.["schema"]);
    return name === undefined ? [] : [{ name, schema: schema === undefined ? undefined : quoted(schema) }];
  });
}

const CREATE_WRAPPER = new RegExp(String.raw`\bcreate\s+foreign\s+data\s+wrapper\s+(?<name>${NAME})`, "gi");

function wrappersIn(text: string): readonly string[] {
  const named = [...text.matchAll(CREATE_WRAPPER)].flatMap(({ groups }) => nameOf(groups?.["name"]) ?? []);
  const extensions = wantedIn(text).map(({ name }) => name);
  return [...new Set([...named, ...extensions.filter((name) => HOLLOW.has(name))])];
}

const nameOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : readName(text)?.name;
const quoted = (name: string): string => quoteIdentifier(name, "postgresql");

const DUPLICATE_OBJECT = "42710";
const DUPLICATE_SCHEMA = "42P06";

/** The statement asks for what we have made already. */
export function isPrepared(statement: Statement, failure: SqlError, prepared: Prepared): boolean {
  const { sqlState, message } = failure;
  const named = /"(?<name>.+)"/.exec(message)?.groups?.["name"] ?? "";
  const head = headOf(statement);
  if (sqlState === DUPLICATE_OBJECT) return /^CREATE EXTENSION\b/.test(head) && prepared.extensions.has(named);
  return sqlState === DUPLICATE_SCHEMA && /^CREATE SCHEMA\b/.test(head) && prepared.schemas.has(quoted(named));
}
