import type { Session } from "../../catalog/index.ts";
import { errors, isBackwrightError, isRecord } from "../../kit/index.ts";
import type { RunParts } from "./types.ts";

const WHO = "select pg_catalog.pg_backend_pid() as pid, pg_catalog.version() as version";
const ROUNDS = 3;

/**
 * A pooler that changes servers between transactions gives two sessions the same server process, or one session several:
 * neither a lock nor a setting of the session would hold. Asked twice in a row and with the other between, so that a pooler
 * that takes its servers in turn shows itself, too. PGlite has one process for all and is left out.
 * Error: `migration-pooler`.
 */
export async function refusePooler({ session, second }: RunParts): Promise<void> {
  if (second === undefined) return;
  await using other = await openOther(second);
  const first = await askWho(session);
  if (first.isInProcess) return;
  for (let round = 0; round < ROUNDS; round += 1) {
    const pids = [await askWho(session), await askWho(session)].map(({ pid }) => pid);
    const theirs = other === undefined ? undefined : (await askWho(other)).pid;
    if (theirs === first.pid || pids.some((pid) => pid !== first.pid))
      throw errors.ledger.pooler({ host: session.where });
  }
}

interface Who {
  readonly pid: unknown;
  readonly isInProcess: boolean;
}

async function askWho(session: Session): Promise<Who> {
  const [row] = await session.query(WHO);
  return { pid: row?.["pid"], isInProcess: /wasm|emscripten|emcc/i.test(String(row?.["version"])) };
}

/** A server or a role that has no connection left (53300) is run on all the same: each transaction looks for its lock. */
async function openOther(second: () => Promise<Session>): Promise<Session | undefined> {
  try {
    return await second();
  } catch (failure) {
    const words = isBackwrightError(failure) && isRecord(failure.cause) ? failure.cause : {};
    if (words["sqlState"] === "53300") return undefined;
    throw failure;
  }
}
