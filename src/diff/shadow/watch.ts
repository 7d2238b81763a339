import type { Session, SqlError } from "../../catalog/index.ts";
import { refusalOf } from "./failure.ts";
import { backendOf } from "./backend.ts";
import { type Gate, shutGate } from "./gates.ts";
import { type HeldLock, locksOf } from "./locks.ts";
import type { Relation } from "./relations.ts";
import type { ShadowSessions } from "./sessions.ts";

/** More gates than these are more sessions than they tell: the rest of a long list is locked alike. */
const MOST_GATES = 8;
/** Looks at the server, each 2 ms of its time or more, before everything is let go: 20 s. */
const MOST_LOOKS = 10_000;

/** A shadow on which a second session can look. */
export type Watchable = ShadowSessions & { readonly openWatcher: () => Promise<Session> };

export interface Watched {
  readonly error: SqlError | null;
  readonly held: readonly HeldLock[];
  /** OIDs of the tables where a gate stood. */
  readonly gated: ReadonlySet<string>;
}

/**
 * Runs a statement that chooses its own transactions, and makes it wait at each table that it comes to, so that a second
 * session sees in pg_locks what it asks for and what it holds by then.
 */
export async function watchStatement(shadow: Watchable, sql: string, tables: readonly Relation[]): Promise<Watched> {
  const backend = await backendOf(shadow.runner);
  const sessions: Session[] = [];
  try {
    const [watcher, gates] = await setUp(shadow, { tables, sessions });
    const course = { isOver: false };
    const running = refusalOf(() => shadow.runner.script(sql)).finally(() => {
      course.isOver = true;
    });
    const held = await look({ watcher, backend, gates, course });
    for (const gate of gates) await gate.open();
    return { error: await running, held, gated: new Set(gates.map(({ table }) => table)) };
  } finally {
    for (const session of sessions) await session[Symbol.asyncDispose]();
  }
}

interface SetUp {
  readonly tables: readonly Relation[];
  /** Filled with what has to be closed. */
  readonly sessions: Session[];
}

async function setUp(shadow: Watchable, { tables, sessions }: SetUp): Promise<readonly [Session, readonly Gate[]]> {
  const opened = async (): Promise<Session> => {
    const session = await shadow.openWatcher();
    sessions.push(session);
    return session;
  };
  const gates: Gate[] = [];
  for (const table of tables.slice(0, MOST_GATES)) {
    const gate = await shutGate(await opened(), table);
    if (gate !== undefined) gates.push(gate);
  }
  return [await opened(), gates];
}

interface Look {
  readonly watcher: Session;
  readonly backend: number;
  readonly gates: readonly Gate[];
  readonly course: { isOver: boolean };
}

async function look({ watcher, backend, gates, course }: Look): Promise<readonly HeldLock[]> {
  const seen: HeldLock[] = [];
  for (let looks = 0; looks < MOST_LOOKS && !course.isOver; looks += 1) {
    const blockers = await blockersOf(watcher, backend);
    seen.push(...(await locksOf(watcher, backend)));
    for (const gate of gates) if (blockers.has(gate.backend)) await gate.yield();
  }
  return seen;
}

const BLOCKERS = `select pg_catalog.unnest(pg_catalog.pg_blocking_pids($1::int4)) as pid
  from (select pg_catalog.pg_sleep(0.002)) as short_sleep`;

async function blockersOf(watcher: Session, backend: number): Promise<ReadonlySet<number>> {
  const rows = await watcher.query(BLOCKERS, [backend]);
  return new Set(rows.map((row) => Number(row["pid"])));
}
