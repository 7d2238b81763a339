import type { Fingerprint } from "../sql/statements.ts";
import { keysOf } from "../wire/rows.ts";
import type { Executed, Started } from "../wire/session.ts";
import { leadsOn } from "./asked.ts";
import { findAsked } from "./find-asked.ts";
import { foldGroup, weigh } from "./group.ts";
import { addParent, endAll, endOld, rootOf, touch, type Parent, type Pool } from "./pool.ts";
import type { Flow } from "./state.ts";

const MOST_POOLS = 200;

/** A statement goes out: it may ask for what others brought. */
export function begin(flow: Flow, started: Started): void {
  const pool = poolOf(flow, started.pool);
  if (pool.parents.length === 0) return;
  const { gapMs } = flow.options;
  endOld(pool, { nowMs: started.startedMs, gapMs }, (parent) => fold(flow, parent));
  if (pool.parents.length > 0 && started.values.length > 0) started.asked = findAsked(flow, pool, started);
}

function poolOf(flow: Flow, name: string): Pool {
  const known = flow.pools.get(name);
  if (known !== undefined) return known;
  const [oldest] = flow.pools.keys();
  if (flow.pools.size >= MOST_POOLS && oldest !== undefined) finishPool(flow, oldest);
  const pool: Pool = { parents: [] };
  flow.pools.set(name, pool);
  return pool;
}

/** It is through: its time counts, and its rows may be asked for. */
export function end(flow: Flow, { started, endedMs, collecting }: Executed): void {
  const { fingerprint } = started.text;
  const milliseconds = endedMs - started.startedMs;
  flow.executions += 1;
  count(fingerprint, milliseconds, collecting.rows);
  const pool = poolOf(flow, started.pool);
  for (const { group, parent } of started.asked) {
    group.totalMs += milliseconds;
    touch(pool, parent, endedMs);
  }
  if (collecting.read > (leadsOn(started.asked) ? 0 : 1)) remember(flow, pool, { started, endedMs, collecting });
}

function count(fingerprint: Fingerprint, milliseconds: number, rows: number): void {
  fingerprint.executions += 1;
  fingerprint.totalMs += milliseconds;
  fingerprint.rows += rows;
  if (rows > 1) fingerprint.lists += 1;
}

function remember(flow: Flow, pool: Pool, { started, endedMs, collecting }: Executed): void {
  if (collecting.keys.length === 0) return;
  // Each field by name: this is made for every list that a server answers, and spreading costs more than all the rest.
  const { session, transaction, text, asked } = started;
  const { keys, rows, bits } = keysOf(collecting);
  const parent: Parent = {
    fingerprint: text.fingerprint,
    session: session.id,
    transaction,
    root: asked.length === 0 ? undefined : leadOf(asked),
    keys,
    rows,
    bits,
    columns: [],
    endedMs,
    usedMs: endedMs,
    runs: [],
    groups: undefined,
    isOver: false,
  };
  addParent(pool, parent, (old) => fold(flow, old));
}

function leadOf(asked: Started["asked"]): Parent | undefined {
  const [longest] = asked.toSorted((a, b) => b.members - a.members);
  return longest === undefined ? undefined : rootOf(longest.parent);
}

function fold({ options }: Flow, parent: Parent): void {
  for (const run of parent.runs) weigh(run.group, run);
  if (parent.groups === undefined) return;
  for (const group of parent.groups.values()) foldGroup(group, options.threshold);
  parent.groups = undefined;
}

/** Nothing more comes of this pool. */
export function finishPool(flow: Flow, name: string): void {
  const pool = flow.pools.get(name);
  if (pool === undefined) return;
  endAll(pool, (parent) => fold(flow, parent));
  flow.pools.delete(name);
}

/** Nothing more is waited for. */
export function finish(flow: Flow): void {
  for (const pool of flow.pools.values()) endAll(pool, (parent) => fold(flow, parent));
  flow.pools.clear();
}
