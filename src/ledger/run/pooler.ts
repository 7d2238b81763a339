import { errors } from "../../kit/index.ts";
import type { RunParts } from "./types.ts";

const WHO = "select pg_catalog.pg_backend_pid() as pid, pg_catalog.version() as version";
const ROUNDS = 3;

/**
 * Two sessions at once that are given the same server process share it: a pooler changes servers between transactions,
 * and neither a lock nor a setting of the session would hold. PGlite has one process for all and is left out.
 * Error: `migration-pooler`.
 */
export async function refusePooler({ session, second }: RunParts): Promise<void> {
  if (second === undefined) return;
  await using other = await second();
  for (let round = 0; round < ROUNDS; round += 1) {
    const [[mine], [theirs]] = [await session.query(WHO), await other.query(WHO)];
    if (/wasm|emscripten|emcc/i.test(String(mine?.["version"]))) return;
    if (mine?.["pid"] === theirs?.["pid"]) throw errors.ledger.pooler({ host: session.where });
  }
}
