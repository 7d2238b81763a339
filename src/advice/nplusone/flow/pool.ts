import type { Fingerprint } from "../sql/statements.ts";
import type { KeyColumn } from "../wire/columns.ts";
import type { Group } from "./group.ts";
import type { Run } from "./run.ts";

/** An execution whose rows may be what later ones ask for. */
export interface Parent {
  readonly fingerprint: Fingerprint;
  readonly session: number;
  readonly transaction: number;
  /** The execution that the chain of queries began with; none where it is this one. */
  readonly root: Parent | undefined;
  readonly keys: readonly KeyColumn[];
  readonly rows: number;
  /** Bits of the keys, column after column. */
  readonly bits: Int32Array;
  /** Columns that were looked at closer: most results are never asked for. */
  readonly columns: (ReturnedColumn | undefined)[];
  readonly endedMs: number;
  /** End of the last query that asked for one of its keys, or its own. */
  usedMs: number;
  readonly runs: Run[];
  /** What was asked for along the whole chain; kept at its root. */
  groups: Map<string, Group> | undefined;
  isOver: boolean;
}

export interface ReturnedColumn {
  readonly key: KeyColumn;
  /** Bits of the values in the order of the rows. */
  readonly bits: Int32Array;
  /** Different keys, NULL not counted. */
  readonly distinct: number;
  /** Of each row, the how manieth different key it holds, by first appearance. Empty where each row has its own. */
  readonly ranks: Int32Array;
}

const NO_RANKS = new Int32Array(0);

/** A column of a result, made when it is first asked for. */
export function columnOf(parent: Parent, index: number): ReturnedColumn | undefined {
  const key = parent.keys[index];
  if (key === undefined) return undefined;
  return (parent.columns[index] ??= columnFrom(
    key,
    parent.bits.subarray(index * parent.rows, (index + 1) * parent.rows),
  ));
}

function columnFrom(key: KeyColumn, bits: Int32Array): ReturnedColumn {
  const ranks = new Map<number, number>();
  for (const value of bits) if (value !== 0 && !ranks.has(value)) ranks.set(value, ranks.size);
  const isOwn = ranks.size === bits.length;
  return { key, bits, distinct: ranks.size, ranks: isOwn ? NO_RANKS : bits.map((value) => ranks.get(value) ?? 0) };
}

/** Sessions that one application takes turns with. */
export interface Pool {
  /** The one that was used last stands last. */
  readonly parents: Parent[];
}

/** So many results are remembered at a time. */
const MOST_PARENTS = 48;

/** Takes a result in. What there is no more room for, or time, is over. */
export function addParent(pool: Pool, parent: Parent, over: (parent: Parent) => void): void {
  pool.parents.push(parent);
  if (pool.parents.length > MOST_PARENTS) end(pool.parents.shift(), over);
}

/** Ends those that nothing has asked of for as long as `gapMs`. */
export function endOld(
  pool: Pool,
  { nowMs, gapMs }: { readonly nowMs: number; readonly gapMs: number },
  over: (parent: Parent) => void,
): void {
  const { parents } = pool;
  while (parents[0] !== undefined && parents[0].usedMs + gapMs < nowMs) end(parents.shift(), over);
}

export function endAll(pool: Pool, over: (parent: Parent) => void): void {
  for (const parent of pool.parents.splice(0)) end(parent, over);
}

function end(parent: Parent | undefined, over: (parent: Parent) => void): void {
  if (parent === undefined) return;
  parent.isOver = true;
  over(parent);
}

/** Puts a parent that was asked of at the end of the row, with its root behind it. */
export function touch(pool: Pool, parent: Parent, atMs: number): void {
  for (const one of parent.root === undefined ? [parent] : [parent, parent.root]) {
    if (one.isOver) continue;
    one.usedMs = Math.max(one.usedMs, atMs);
    if (pool.parents.at(-1) === one) continue;
    const at = pool.parents.indexOf(one);
    if (at >= 0) pool.parents.splice(at, 1);
    pool.parents.push(one);
  }
}

/** Where a chain that goes on with this result is counted. */
export const rootOf = (parent: Parent): Parent =>
  parent.root === undefined || parent.root.isOver ? parent : parent.root;
