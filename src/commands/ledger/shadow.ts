import type { Session } from "../../catalog/index.ts";
import type { DatabaseServer, EngineKind, World } from "../../command/index.ts";

export interface EmptyShadow extends AsyncDisposable {
  readonly session: Session;
  /** `embedded 18.4` */
  readonly engine: string;
}

const MAJOR_16 = 16;
const DATABASE = "verify";
const ROLE = "backwright_verifier";

/**
 * An empty database of our own to run migrations on. They run without a superuser's rights, so that a stranger's file
 * reaches neither programs nor files of this machine; PGlite has one user only, inside WebAssembly.
 * Errors: `engine-none`, `engine-not-found`, `engine-start-failed`.
 */
export async function openEmptyShadow(
  world: World,
  { engine, major }: { readonly engine?: EngineKind | undefined; readonly major?: number | undefined },
): Promise<EmptyShadow> {
  const server = await world.engines.start({
    ...(engine === undefined ? {} : { engine }),
    ...(major === undefined ? {} : { major }),
  });
  try {
    const url = await server.createDatabase(DATABASE);
    const own = server.singleSession ? url : await loginUrl(world, server, url);
    const session = await world.databases.open({ url: own }, { applicationName: "backwright verify" });
    return {
      session,
      engine: `${server.engine.kind} ${server.engine.version}`,
      [Symbol.asyncDispose]: async () => {
        await session[Symbol.asyncDispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

/** From 16 on a role that makes roles cannot give itself those that read files or run programs. */
async function loginUrl(world: World, server: DatabaseServer, url: string): Promise<string> {
  const password = Buffer.from(world.random.bytes(16)).toString("hex");
  await using session = await world.databases.open({ url }, { applicationName: "backwright verify" });
  const roles = server.engine.major >= MAJOR_16 ? "createrole" : "nocreaterole";
  await session.script(
    `create role ${ROLE} login nosuperuser createdb ${roles} password '${password}';
     alter database ${DATABASE} owner to ${ROLE}; alter schema public owner to ${ROLE}`,
  );
  return server.url(DATABASE, { user: ROLE, password });
}
