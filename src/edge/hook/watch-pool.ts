import { AsyncResource } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { createWatch, type Watch, type Watched } from "../../advice/nplusone/index.ts";
import type { Row } from "../../catalog/index.ts";
import { isRecord } from "../../kit/index.ts";
import { attach } from "./attach.ts";
import { expressMiddleware, fastifyHook, koaMiddleware } from "./frameworks.ts";
import { patch } from "./patch.ts";
import { createRequests, type Requests } from "./requests.ts";
import { isConnected, isPool, type WatchTarget } from "./target.ts";

export interface PoolWatchOptions {
  /** So many queries of one form count as N+1; default 5. */
  readonly threshold?: number;
  /** Milliseconds; a query that comes later than this after the one before it belongs to something else. Default 1,000. */
  readonly windowMs?: number;
  /** Keep the first keys of a finding, to be shown. */
  readonly showValues?: boolean;
  /** Read foreign keys from the catalogue for the report, by two queries of the same pool; default true. */
  readonly readsForeignKeys?: boolean;
}

/** What was seen, as `db watch` answers it. */
export interface PoolReport extends Watched {
  /** What could not be seen, and why. */
  readonly notSeen: readonly string[];
}

export interface PoolWatch {
  /** Runs work as one request or job of that name; keys are followed within it. */
  readonly runIn: <Value>(name: string, work: () => Value | Promise<Value>) => Promise<Value>;
  /** For `app.use` of Express, before the routes. */
  readonly express: () => ReturnType<typeof expressMiddleware>;
  /** For `app.addHook("onRequest", …)` of Fastify. */
  readonly fastify: () => ReturnType<typeof fastifyHook>;
  /** For `app.use` of Koa, before the routes. */
  readonly koa: () => ReturnType<typeof koaMiddleware>;
  /** What was seen so far. Chains that are under way end with it. */
  readonly report: () => Promise<PoolReport>;
  /** Takes everything back and answers what was seen. */
  readonly stop: () => Promise<PoolReport>;
}

/**
 * Reads along with a pool or client of `pg` inside of this process and proves N+1 queries, request by request: the keys that one query
 * returned come back, one by one, as parameters of the next ones. Results, errors and the order of things stay as they are; keys are held
 * as salted hashes for as long as they may still be asked for.
 *
 * @example
 * // import pg from "pg";
 * const pool = new pg.Pool({ connectionString: "postgres://localhost/shop" });
 * const watched = watchPool(pool, { threshold: 5 });
 * await watched.runIn("nightly report", async () => pool.query("select 1"));
 * const { nPlusOne } = await watched.stop();
 */
export function watchPool(target: WatchTarget, options: PoolWatchOptions = {}): PoolWatch {
  const { threshold, windowMs, showValues = false } = options;
  const watch = createWatch({
    salt: randomBytes(4).readInt32BE(0),
    now: () => performance.now(),
    showsValues: showValues,
    ...(threshold === undefined ? {} : { threshold }),
    ...(windowMs === undefined ? {} : { gapMs: windowMs }),
  });
  const requests = createRequests(watch.ended);
  const hooked = hook(target, { watch, requests });
  const report = (): Promise<PoolReport> => reportOf(target, options, { watch, requests, hooked });
  return {
    runIn: requests.runIn,
    express: () => expressMiddleware(requests),
    fastify: () => fastifyHook(requests),
    koa: () => koaMiddleware(requests),
    report,
    stop: async () => {
      const seen = await report();
      hooked.undo();
      return seen;
    },
  };
}

interface Parts {
  readonly watch: Watch;
  readonly requests: Requests;
}

interface Hooked {
  /** Clients whose bytes cannot be seen. */
  readonly blind: () => number;
  /** Why reading along with a client ended before its time. */
  readonly failures: readonly string[];
  readonly undo: () => void;
}

/** Every client that the pool hands out from now on, or the one client. */
function hook(target: WatchTarget, parts: Parts): Hooked {
  const undo = new Map<object, () => void>();
  const failures: string[] = [];
  let blind = 0;
  let isOver = false;
  const take = (client: object): void => {
    if (isOver || undo.has(client)) return;
    const detach = attach(client, { ...parts, failed: (cause) => failures.push(wordsOf(cause)) });
    if (detach === undefined) blind += 1;
    undo.set(client, detach ?? (() => undefined));
  };
  const forget = (client: object): void => void undo.delete(client);
  const done = isPool(target) ? hookPool(target, { take, forget }) : hookClient(target, take);
  return {
    blind: () => blind,
    failures,
    undo: () => {
      isOver = true;
      done();
      for (const one of undo.values()) one();
      undo.clear();
    },
  };
}

interface Taking {
  readonly take: (client: object) => void;
  readonly forget: (client: object) => void;
}

const call = (target: object, name: string, given: readonly unknown[]): unknown => {
  const method: unknown = Reflect.get(target, name);
  return typeof method === "function" ? Reflect.apply(method, target, given) : undefined;
};

/** A caller who had to wait for a client goes on as the request that it was. */
function hookPool(pool: object, { take, forget }: Taking): () => void {
  const unpatch = patch(pool, "connect", ([callback, ...rest], goOn) => {
    if (typeof callback !== "function") return goOn(callback === undefined ? [] : [callback, ...rest]);
    const inside = new AsyncResource("backwright");
    const goesOn = (...given: unknown[]): void =>
      inside.runInAsyncScope(() => void Reflect.apply(callback, undefined, given));
    return goOn([goesOn, ...rest]);
  });
  call(pool, "on", ["acquire", take]);
  call(pool, "on", ["remove", forget]);
  return () => {
    unpatch();
    call(pool, "off", ["acquire", take]);
    call(pool, "off", ["remove", forget]);
  };
}

/** pg says "connect" when the login is through. */
function hookClient(client: object, take: (client: object) => void): () => void {
  const begin = (): void => take(client);
  if (isConnected(client)) begin();
  else call(client, "once", ["connect", begin]);
  return () => void call(client, "off", ["connect", begin]);
}

async function reportOf(
  target: WatchTarget,
  { readsForeignKeys = true }: PoolWatchOptions,
  { watch, requests, hooked }: Parts & { readonly hooked: Hooked },
): Promise<PoolReport> {
  const notSeen = hooked.failures.map((reason) => `Reading along with a connection ended early: ${reason}`);
  const blind = hooked.blind();
  if (blind > 0) notSeen.push(`${blind} connections have no socket that can be read (pg-native).`);
  if (!readsForeignKeys) return { ...(await watch.result()), notSeen };
  const query = (sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> =>
    requests.runUnseen(async () => rowsOf(await call(target, "query", [sql, [...parameters]])));
  try {
    return { ...(await watch.result({ query })), notSeen };
  } catch (cause) {
    notSeen.push(`Foreign keys could not be read, columns are told by their names: ${wordsOf(cause)}`);
    return { ...(await watch.result()), notSeen };
  }
}

const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

function rowsOf(result: unknown): readonly Row[] {
  const rows: unknown = isRecord(result) ? result["rows"] : undefined;
  return Array.isArray(rows) ? rows.filter(isRecord) : [];
}
