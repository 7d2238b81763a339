import type { DatabaseServer, World } from "../../command/index.ts";
import { isBackwrightError } from "../../kit/index.ts";
import type { ShadowNote } from "./notes.ts";

export interface Started {
  readonly server: DatabaseServer;
  readonly notes: readonly ShadowNote[];
}

/** Nothing is measured that has to last: a shadow's files may be lost at any moment. */
const SETTINGS = { autovacuum: "off", fsync: "off", full_page_writes: "off" } as const;

/** A server of the target's major; where there is none the best one that runs here, and a note that says so. */
export async function startShadowServer(world: World, major: number): Promise<Started> {
  const step = world.progress.step(`Starting a shadow of PostgreSQL ${major}`);
  const { server, notes } = await start(world, major);
  step.done(`${server.engine.kind} ${server.engine.version}`);
  if (!server.singleSession) return { server, notes };
  return { server, notes: [...notes, { code: "shadow-single-session", engine: server.engine.kind }] };
}

async function start(world: World, major: number): Promise<Started> {
  try {
    return { server: await world.engines.start({ major, settings: SETTINGS }), notes: [] };
  } catch (failure) {
    if (!isBackwrightError(failure) || failure.code !== "engine-not-found") throw failure;
    const server = await world.engines.start();
    const install = `backwright doctor --install-postgres ${major}`;
    return { server, notes: [{ code: "shadow-other-major", wanted: major, used: server.engine.version, install }] };
  }
}
