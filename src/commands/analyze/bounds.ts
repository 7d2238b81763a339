import type { Session } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors, formatBytes, formatDuration } from "../../kit/index.ts";

const POLL_MS = 200;
const WHOLE_FILES = 10;
const MOST_BYTES = 2 * 1024 ** 3;

/** Where the loading is; the loader writes it, the watch reads it. */
export interface Loading {
  place: string;
  sinceMs: number;
}

/** How long one statement may take; all of them may take ten times as long. 0 is no limit. */
export interface Bounds {
  readonly statementMs: number;
}

/**
 * Runs `work`, and gives up on it when a statement or the whole takes too long or the database has grown too large: from
 * outside, because a file can set its own statement_timeout and catch its own cancellation. The server's end then ends
 * the statement. Error: `schema-file-endless`.
 */
export async function withinBounds<Value>(
  world: World,
  watcher: Watcher,
  work: (loading: Loading) => Promise<Value>,
): Promise<Value> {
  const loading: Loading = { place: "", sinceMs: world.clock.monotonicMs() };
  const end = new AbortController();
  const watch = watchOver(world, { ...watcher, loading, signal: end.signal });
  try {
    return await Promise.race([work(loading), watch]);
  } finally {
    end.abort();
    watch.catch(() => undefined);
  }
}

export interface Watcher {
  /** A session of a superuser, beside the one that loads. */
  readonly warden: Session;
  readonly database: string;
  readonly bounds: Bounds;
}

interface Watched extends Watcher {
  readonly loading: Loading;
  readonly signal: AbortSignal;
}

async function watchOver(world: World, watched: Watched): Promise<never> {
  const { loading, bounds, signal } = watched;
  const beganMs = world.clock.monotonicMs();
  for (;;) {
    await world.clock.sleep(POLL_MS, signal);
    const limit =
      brokenLimit(bounds, { loading, beganMs, nowMs: world.clock.monotonicMs() }) ?? (await fullness(watched));
    if (limit !== undefined) throw errors.database.schemaEndless({ place: loading.place, limit });
  }
}

interface Times {
  readonly loading: Loading;
  readonly beganMs: number;
  readonly nowMs: number;
}

function brokenLimit({ statementMs }: Bounds, { loading, beganMs, nowMs }: Times): string | undefined {
  if (statementMs === 0) return undefined;
  const totalMs = statementMs * WHOLE_FILES;
  if (nowMs - loading.sinceMs > statementMs) return `it ran longer than ${formatDuration(statementMs)}`;
  return nowMs - beganMs > totalMs ? `loading took longer than ${formatDuration(totalMs)}` : undefined;
}

async function fullness({ warden, database }: Watched): Promise<string | undefined> {
  const rows = await warden.query("SELECT pg_catalog.pg_database_size($1::name)::float8 AS bytes", [database]);
  return Number(rows[0]?.["bytes"]) > MOST_BYTES ? `the database grew beyond ${formatBytes(MOST_BYTES)}` : undefined;
}
