import type { Session } from "../../catalog/index.ts";
import { begin, end, finish, finishPool } from "./flow/flow.ts";
import { newFlow, type Flow } from "./flow/state.ts";
import { shownSql } from "./judge/batched.ts";
import { judge, statementOf } from "./judge/judge.ts";
import type { NPlusOne, WatchedStatement } from "./judge/n-plus-one.ts";
import { NO_RELATIONS, readRelations, type Relations } from "./judge/relations.ts";
import { createStatements, type Fingerprint, type Statements } from "./sql/statements.ts";
import { workloadText, type WorkloadText } from "./workload-text.ts";
import { backendSink } from "./wire/backend.ts";
import { createFraming, readMessages, type Framing } from "./wire/framer.ts";
import { frontendSink } from "./wire/frontend.ts";
import { createHasher } from "./wire/hash.ts";
import type { Connected, WireTap } from "./wire/proxies.ts";
import { readFirst } from "./wire/rows.ts";
import { type Executed, newSession, type SessionState, type Surroundings } from "./wire/session.ts";

export interface WatchOptions {
  /** So many queries of one fingerprint count as N+1; default 5. */
  readonly threshold?: number;
  /** A query that comes later than this after the one before it belongs to something else; default 1,000. */
  readonly gapMs?: number;
  /** 32 bits that make the hashes of this run its own. */
  readonly salt: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Keep some keys as they are, to be shown. */
  readonly showsValues?: boolean;
  /** Told of each statement when it is through. */
  readonly observe?: (execution: Execution) => void;
}

/** One statement that was run to its end. */
export interface Execution {
  /** The statement with `$1`, `$2` in place of values: all that differ in values only have the same. */
  readonly statement: string;
  /** As it was sent; undefined where it was one of several in a text. Constants in it may be somebody's data. */
  readonly sql: string | undefined;
  /** By the clock of the options. */
  readonly startedMs: number;
  readonly endedMs: number;
  readonly rows: number;
}

export interface Watched {
  readonly sessions: number;
  readonly mostSessions: number;
  /** Sessions whose bytes stopped to be messages of the protocol; they were passed on unread. */
  readonly unreadSessions: number;
  readonly executions: number;
  readonly fingerprints: number;
  /** Statements that found no room among the fingerprints. */
  readonly overflow: number;
  readonly nPlusOne: readonly NPlusOne[];
  /** By total time, the most expensive first. */
  readonly statements: readonly WatchedStatement[];
}

/** Reads along with any number of connections and says what it has seen. Memory is bounded, however long it watches. */
export interface Watch {
  /** A connection that has begun. */
  readonly connected: (client: Connected) => WireTap;
  readonly executions: () => number;
  /** Work whose statements were told apart by their asker is through. */
  readonly ended: (pool: string) => void;
  /** Every statement that ran, as a workload for index advice. */
  readonly workload: () => WorkloadText;
  /** Without a session columns are told by names alone. Errors: those of the session. */
  readonly result: (session?: Pick<Session, "query">) => Promise<Watched>;
}

const THRESHOLD = 5;
const GAP_MS = 1_000;
const MOST_STATEMENTS = 20;

interface State {
  readonly statements: Statements;
  readonly flow: Flow;
  readonly around: Surroundings;
  sessions: number;
  open: number;
  mostOpen: number;
  unread: number;
}

/**
 * @example
 * const watch = createWatch({ salt: 7, now: () => 0 });
 * (await watch.result()).nPlusOne; // []
 */
export function createWatch({
  threshold = THRESHOLD,
  gapMs = GAP_MS,
  salt,
  now,
  showsValues = false,
  observe,
}: WatchOptions): Watch {
  const statements = createStatements();
  const flow = newFlow({ threshold, gapMs });
  const reader = { hasher: createHasher(salt), showsValues };
  const around: Surroundings = {
    statements,
    reader,
    now,
    started: (started) => begin(flow, started),
    ended:
      observe === undefined ? (executed) => end(flow, executed) : (executed) => endAndTell(flow, executed, observe),
  };
  const state: State = { statements, flow, around, sessions: 0, open: 0, mostOpen: 0, unread: 0 };
  return {
    connected: (client) => connect(state, client),
    executions: () => flow.executions,
    ended: (pool) => finishPool(flow, pool),
    workload: () => workloadText(statements.all()),
    result: (session) => resultOf(state, session),
  };
}

function endAndTell(flow: Flow, executed: Executed, observe: (execution: Execution) => void): void {
  end(flow, executed);
  const { started, endedMs, collecting } = executed;
  const { fingerprint, sql } = started.text;
  observe({ statement: shownSql(fingerprint.key), sql, startedMs: started.startedMs, endedMs, rows: collecting.rows });
}

function connect(state: State, { user, database, application, address, askerOf }: Connected): WireTap {
  state.sessions += 1;
  state.open += 1;
  state.mostOpen = Math.max(state.mostOpen, state.open);
  const pool = [user, database, application, address].join("\0");
  const who = { asker: { pool, route: undefined }, askerOf };
  const session = newSession(state.around, state.sessions, who);
  const [client, server] = [createFraming(frontendSink(session)), createFraming(backendSink(session))];
  let isUnread = false;
  const read = (framing: Framing, chunk: Buffer): void => {
    if (isUnread || isRead(framing, chunk, session)) return;
    isUnread = true;
    state.unread += 1;
  };
  return {
    client: (chunk) => read(client, chunk),
    server: (chunk) => read(server, chunk),
    close: () => {
      state.open -= 1;
    },
  };
}

/** A message that is shorter than its own fields say is none of the protocol. */
function isRead(framing: Framing, chunk: Buffer, { collecting, around }: SessionState): boolean {
  try {
    if (!readMessages(framing, chunk)) return false;
    // The bytes are lent: a row that waits for a second one is read now.
    readFirst(collecting, around.reader.hasher);
    return true;
  } catch {
    return false;
  }
}

async function resultOf(
  { statements, flow, ...state }: State,
  session: Pick<Session, "query"> | undefined,
): Promise<Watched> {
  finish(flow);
  const pairs = [...flow.pairs.values()].filter(({ runs }) => runs > 0);
  const oids = [...new Set(pairs.map(({ column }) => column.tableOid))];
  const relations: Relations =
    session === undefined || pairs.length === 0 ? NO_RELATIONS : await readRelations(session, oids);
  const all = statements.all();
  return {
    sessions: state.sessions,
    mostSessions: state.mostOpen,
    unreadSessions: state.unread,
    executions: flow.executions,
    fingerprints: all.length,
    overflow: statements.overflow(),
    nPlusOne: judge(pairs, relations),
    statements: all
      .filter(wasRun)
      .toSorted((a, b) => b.totalMs - a.totalMs)
      .slice(0, MOST_STATEMENTS)
      .map(statementOf),
  };
}

const wasRun = ({ executions }: Fingerprint): boolean => executions > 0;
