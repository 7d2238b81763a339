// What every random schema stands on: roles of the server, and a database to copy.
import type { Databases, Session } from "../../../src/catalog/index.ts";
import type { Item } from "./item.ts";

export const TEMPLATE = "bw_template";

/** Who owns a view must be able to read what it reads, or its rows cannot be made again. */
const ROLES = ["bw_reader", "bw_owner", '"bw Owner"'];

/** What stands in the template; a case of its own may need it. */
export const PRELUDE = `CREATE SCHEMA app; CREATE SCHEMA "Mixed Case";
CREATE EXTENSION citext SCHEMA public; CREATE EXTENSION pg_trgm SCHEMA public; CREATE EXTENSION btree_gist SCHEMA public;
CREATE EXTENSION btree_gin SCHEMA public; CREATE FOREIGN DATA WRAPPER bw_wrapper;
CREATE FUNCTION public.bw_event() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
GRANT CREATE, USAGE ON SCHEMA public, app, "Mixed Case" TO bw_owner, "bw Owner";`;

export interface Ground {
  readonly databases: Databases;
  readonly admin: Session;
  readonly urlOf: (name: string) => string;
}

export async function prepare({ databases, admin, urlOf }: Ground): Promise<void> {
  for (const role of ROLES) await admin.script(`CREATE ROLE ${role} SUPERUSER`);
  await admin.script(`CREATE DATABASE ${TEMPLATE}`);
  await using session = await databases.open({ url: urlOf(TEMPLATE) });
  await session.script(PRELUDE);
}

export interface Loaded {
  /** Those that the server took. */
  readonly items: readonly Item[];
  /** First words of what it said to the others, by tag. */
  readonly refusals: readonly { readonly tag: string; readonly reason: string }[];
}

/** A new database, and a session in it. */
export async function fresh(ground: Ground, name: string): Promise<Session> {
  await drop(ground, name);
  await ground.admin.script(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  return await ground.databases.open({ url: ground.urlOf(name) });
}

/** Makes what the server takes of a schema. */
export async function load(session: Session, items: readonly Item[]): Promise<Loaded> {
  const taken: Item[] = [];
  const refusals: { tag: string; reason: string }[] = [];
  await session.script("BEGIN; SAVEPOINT bw");
  for (const item of items.toSorted((a, b) => a.rank - b.rank)) {
    try {
      await session.script(`${item.sql}; RELEASE bw; SAVEPOINT bw`);
      taken.push(item);
    } catch (failure) {
      await session.script("ROLLBACK TO bw");
      refusals.push({ tag: item.tag, reason: failure instanceof Error ? failure.message : String(failure) });
    }
  }
  await session.script("COMMIT");
  return { items: taken, refusals };
}

export const drop = ({ admin }: Pick<Ground, "admin">, name: string): Promise<void> =>
  admin.script(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
