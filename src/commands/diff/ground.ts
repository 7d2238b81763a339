import type { Session } from "../../catalog/index.ts";
import type { EngineKind, World } from "../../command/index.ts";
import type { ShadowSessions } from "../../diff/shadow/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";

export interface GroundInput {
  readonly engine?: EngineKind | undefined;
  readonly major?: number | undefined;
  /** Made without any right, so that objects can be given to them. */
  readonly roles: readonly string[];
}

const DATABASE = "proof";
/** Stands for the role that will run the plan. */
export const PROVER = "backwright_prover";

/**
 * An empty database of our own, for a role without a superuser's rights: what stands in a stranger's schema reaches neither
 * files nor programs of this machine. PGlite has one user only, inside WebAssembly.
 */
export async function onGround<Value>(
  world: World,
  input: GroundInput,
  work: (session: Session, openWatcher: ShadowSessions["openWatcher"]) => Promise<Value>,
): Promise<Value> {
  const options = {
    ...(input.engine === undefined ? {} : { engine: input.engine }),
    ...(input.major === undefined ? {} : { major: input.major }),
  };
  await using server = await world.engines.start(options);
  const url = await server.createDatabase(DATABASE);
  const password = Buffer.from(world.random.bytes(16)).toString("hex");
  {
    await using warden = await world.databases.open({ url }, { applicationName: "backwright diff" });
    await prepare(warden, { ...input, password, hasLogin: !server.singleSession });
  }
  const own = server.singleSession ? url : server.url(DATABASE, { user: PROVER, password });
  const open = (): Promise<Session> => world.databases.open({ url: own }, { applicationName: "backwright diff" });
  await using session = await open();
  if (!server.singleSession) await silenceWatchers(world, url);
  return await work(session, server.singleSession ? null : open);
}

/** Sessions that are opened from now on pass triggers and foreign keys over: they put rows of ours there and take them away. */
async function silenceWatchers(world: World, url: string): Promise<void> {
  await using warden = await world.databases.open({ url }, { applicationName: "backwright diff" });
  await warden.script(`ALTER ROLE ${PROVER} SET session_replication_role = replica`);
}

interface Preparation extends GroundInput {
  readonly password: string;
  readonly hasLogin: boolean;
}

async function prepare(warden: Session, { roles, password, hasLogin }: Preparation): Promise<void> {
  const known = new Set(
    (await warden.query("SELECT rolname::text AS name FROM pg_catalog.pg_roles")).map(({ name }) => String(name)),
  );
  if (hasLogin) {
    await warden.script(`CREATE ROLE ${PROVER} LOGIN NOSUPERUSER PASSWORD '${password}'`);
    await warden.script(`ALTER DATABASE ${DATABASE} OWNER TO ${PROVER}`);
  }
  for (const role of roles) {
    if (known.has(role) || role === PROVER) continue;
    const name = quoteIdentifier(role, "postgresql");
    await warden.script(`CREATE ROLE ${name}`);
    if (hasLogin) await warden.script(`GRANT ${name} TO ${PROVER} WITH ADMIN OPTION`);
    if (hasLogin) await warden.script(`GRANT CREATE ON DATABASE ${DATABASE} TO ${name}`);
  }
}
