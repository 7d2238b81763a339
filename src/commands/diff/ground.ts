import type { Session } from "../../catalog/index.ts";
import type { SchemaModel } from "../../catalog/schema/index.ts";
import type { DatabaseServer, EngineKind, Login, World } from "../../command/index.ts";
import type { ShadowSessions } from "../../diff/shadow/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { appointWarden, lendingOwnership, makeExtensions, secret } from "../shadow/index.ts";
import { untilAborted } from "./until-aborted.ts";

export interface GroundInput {
  readonly engine?: EngineKind | undefined;
  readonly major?: number | undefined;
  /** Who will run the plan: made here under the same name, without a superuser's rights. */
  readonly role: string;
  /** Made without any right, so that objects can be given to them. */
  readonly roles: readonly string[];
  /** Whose extensions only a superuser can make. */
  readonly model: SchemaModel;
}

/** A server of our own, and an empty database there that belongs to a role without a superuser's rights. */
export interface Ground extends ShadowSessions {
  readonly major: number;
  /** Of the runner. */
  readonly url: string;
  /** One connection only. */
  readonly isSingle: boolean;
  /** Another database like the first one, and its URL. */
  readonly another: (model: SchemaModel) => Promise<string>;
}

const DATABASE = "proof";
const DATABASE_OWNERS = 150_000;
/** Stands for a role that cannot be made. */
const STAND_IN = "backwright_prover";
const APPLICATION = { applicationName: "backwright diff" };

/**
 * An empty database of our own, for a role without a superuser's rights: what stands in a stranger's schema reaches neither
 * files nor programs of this machine. PGlite has one user only, inside WebAssembly.
 */
export async function onGround<Value>(
  world: World,
  input: GroundInput,
  work: (ground: Ground) => Promise<Value>,
): Promise<Value> {
  const options = {
    ...(input.engine === undefined ? {} : { engine: input.engine }),
    ...(input.major === undefined ? {} : { major: input.major }),
  };
  await using server = await world.engines.start(options);
  const { singleSession: isSingle } = server;
  const wanted = {
    ...input,
    warden: isSingle ? undefined : await appointWarden(world, server),
    prover: { user: input.role.startsWith("pg_") ? STAND_IN : input.role, password: secret(world) },
  };
  const urls = await urlsOf(world, server, wanted);
  const url = await urls(DATABASE, input.model);
  const open = (): Promise<Session> => world.databases.open({ url }, APPLICATION);
  await using runner = await open();
  if (wanted.warden !== undefined)
    await silenceWatchers(world, server.url("postgres", wanted.warden), wanted.prover.user);
  let number = 0;
  const another = (model: SchemaModel): Promise<string> => urls(`${DATABASE}_${(number += 1)}`, model);
  const openWatcher = isSingle ? null : open;
  const { major } = server.engine;
  const ground = { runner: isSingle ? runner : lendingOwnership(runner), openWatcher, url, isSingle, another, major };
  return await untilAborted(world.signal, work(ground));
}

const quoted = (name: string): string => quoteIdentifier(name, "postgresql");

/** Sessions that are opened from now on pass triggers and foreign keys over: they put rows of ours there and take them away. */
async function silenceWatchers(world: World, url: string, prover: string): Promise<void> {
  await using warden = await world.databases.open({ url }, APPLICATION);
  await warden.script(`ALTER ROLE ${quoted(prover)} SET session_replication_role = replica`);
}

interface Preparation extends GroundInput {
  /** Undefined where the server has one session. */
  readonly warden: Login | undefined;
  readonly prover: Login;
}

type MakeDatabase = (name: string, model: SchemaModel) => Promise<string>;

/** Makes the roles; answers what makes a database with a model's extensions, and says how the prover gets into it. */
async function urlsOf(world: World, server: DatabaseServer, input: Preparation): Promise<MakeDatabase> {
  await makeRoles(world, server, input);
  const { warden: login, prover } = input;
  if (login === undefined) return (name) => server.createDatabase(name);
  return async (name, model) => {
    const database = quoted(name);
    {
      await using first = await world.databases.open({ url: server.url("postgres", login) }, APPLICATION);
      await first.script(`CREATE DATABASE ${database} OWNER ${quoted(prover.user)}`);
    }
    await using warden = await world.databases.open({ url: server.url(name, login) }, APPLICATION);
    await makeExtensions(warden, model, prover.user);
    for (const role of input.roles) await warden.script(`GRANT CREATE ON DATABASE ${database} TO ${quoted(role)}`);
    // Before 15 it is the first role's; later it is of whoever owns the database.
    if (warden.serverVersion < DATABASE_OWNERS)
      await warden.script(`ALTER SCHEMA public OWNER TO ${quoted(prover.user)}`);
    return server.url(name, prover);
  };
}

async function makeRoles(world: World, server: DatabaseServer, input: Preparation): Promise<void> {
  const { roles, prover, warden: login } = input;
  const url = login === undefined ? server.url() : server.url("postgres", login);
  await using warden = await world.databases.open({ url }, APPLICATION);
  const found = await warden.query("SELECT rolname::text AS name FROM pg_catalog.pg_roles");
  const known = new Set([prover.user, ...found.map(({ name }) => String(name))]);
  const hasLogin = login !== undefined;
  // Rows of ours must be seen whatever the policies say.
  if (hasLogin)
    await warden.script(`CREATE ROLE ${quoted(prover.user)} LOGIN NOSUPERUSER BYPASSRLS PASSWORD '${prover.password}'`);
  for (const role of roles.filter((name) => !known.has(name))) {
    const name = quoted(role);
    await warden.script(`CREATE ROLE ${name}`);
    if (hasLogin) await warden.script(`GRANT ${name} TO ${quoted(prover.user)} WITH ADMIN OPTION`);
  }
}
