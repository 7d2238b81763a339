import { existsSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import type { DatabaseServer, EngineInfo, ServerOptions } from "../../../command/index.ts";
import { errors } from "../../../kit/index.ts";
import { markPglite } from "../kept.ts";
import { Backend } from "./backend.ts";
import { loadExtensions } from "./extensions.ts";
import { PgliteServer } from "./server.ts";

/**
 * A server made of PGlite. Databases live in memory, or each in a folder below `data`. Settings that are given at a server's
 * start do nothing there: it has no such start. Error: `engine-start-failed`.
 */
export async function startPglite(info: EngineInfo, options: ServerOptions): Promise<DatabaseServer> {
  try {
    const { data } = options;
    if (data !== undefined) await markPglite(data, info.major);
    const first = await create("postgres", data);
    const { rows } = await first.query<{ version: string }>("select current_setting('server_version') as version");
    const engine = { ...info, version: rows[0]?.version ?? info.version };
    const server = new PgliteServer(engine, {
      isKept: (name) => data !== undefined && existsSync(folderOf(data, name)),
      open: async (name) => new Backend(await create(name, data)),
    });
    await server.listen(new Backend(first));
    return server;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw errors.engine.startFailed({ engine: "PGlite", reason }, cause);
  }
}

async function create(name: string, data: string | undefined): Promise<PGlite> {
  const { PGlite } = await import("@electric-sql/pglite");
  const extensions = await loadExtensions();
  return PGlite.create(data === undefined ? { extensions } : { extensions, dataDir: folderOf(data, name) });
}

const folderOf = (data: string, name: string): string => join(data, encodeURIComponent(name));
