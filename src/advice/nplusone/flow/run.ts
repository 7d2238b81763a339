import { logDistinct, logExact, logOrdered } from "./chance.ts";
import type { Group } from "./group.ts";
import type { ReturnedColumn } from "./pool.ts";

/** Queries of one fingerprint that ask, one after the other, for the keys that one execution returned in one column. */
export interface Run {
  readonly group: Group;
  readonly column: ReturnedColumn;
  readonly child: number;
  readonly comparison: number;
  /** The row that was asked for last; -1 before the first. */
  position: number;
  /** How many rows have been asked for, and how many different keys. */
  members: number;
  keys: number;
  /** Which rows and which keys, a bit each. */
  readonly seenRows: Int32Array;
  readonly seenKeys: Int32Array;
  /** Each row was the one behind the row before. */
  isExact: boolean;
  /** New keys that came in the order of the rows: the stretch that goes on now, and the best one so far. */
  stretch: Stretch;
  bestStretch: number;
  stretches: number;
  /** Lookups of keys that had been asked for already, and were not due again. */
  repeats: number;
  /** ln of how many results each lookup could have been meant for. */
  logRivals: number;
}

interface Stretch {
  /** Rank of its first key less one; the first stretch begins before all keys. */
  readonly before: number;
  last: number;
  keys: number;
}

export const newRun = (
  group: Group,
  column: ReturnedColumn,
  at: { readonly child: number; readonly comparison: number },
): Run => ({
  group,
  column,
  ...at,
  position: -1,
  members: 0,
  keys: 0,
  seenRows: new Int32Array((column.bits.length >> 5) + 1),
  seenKeys: new Int32Array((column.distinct >> 5) + 1),
  isExact: true,
  stretch: { before: -1, last: -1, keys: 0 },
  bestStretch: 0,
  stretches: 1,
  repeats: 0,
  logRivals: 0,
});

/** The next row that holds the value and was not asked for yet, below the last one or else from the top; -1 for none. */
export function rowFor(run: Run | undefined, { bits }: ReturnedColumn, value: number): number {
  if (run === undefined) return bits.indexOf(value);
  const below = unseen(run, bits, bits.indexOf(value, run.position + 1));
  return below >= 0 ? below : unseen(run, bits, bits.indexOf(value));
}

function unseen({ seenRows }: Run, bits: Int32Array, found: number): number {
  let row = found;
  while (row >= 0 && has(seenRows, row)) row = bits.indexOf(bits[row] ?? 0, row + 1);
  return row;
}

const has = (bits: Int32Array, at: number): boolean => ((bits[at >> 5] ?? 0) & (1 << (at & 31))) !== 0;

function mark(bits: Int32Array, at: number): void {
  bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
}

/** Goes on to a row. */
export function take(run: Run, row: number, rivals: number): void {
  const rank = run.column.ranks[row] ?? row;
  run.isExact &&= row === run.position + 1;
  run.position = row;
  run.members += 1;
  run.logRivals += Math.log(rivals);
  mark(run.seenRows, row);
  if (has(run.seenKeys, rank)) return;
  mark(run.seenKeys, rank);
  run.keys += 1;
  if (rank < run.stretch.last) endStretch(run, rank);
  run.stretch.last = rank;
  run.stretch.keys += 1;
}

function endStretch(run: Run, rank: number): void {
  run.bestStretch = Math.min(run.bestStretch, logStretch(run));
  run.stretches += 1;
  run.stretch = { before: rank, last: rank, keys: 0 };
}

/** A stretch that begins anywhere has its first key for nothing. */
function logStretch({ column: { distinct }, stretch: { before, last, keys }, stretches }: Run): number {
  if (stretches === 1) return logOrdered(distinct, keys, last + 1);
  return keys < 2 ? 0 : logOrdered(distinct - 1, keys - 1, last - before);
}

/** The same key again. A query that is sent once more at once is a second try. */
export function repeat(run: Run, value: number): void {
  const isDone = run.keys === run.column.distinct;
  if (!isDone && run.column.bits[run.position] !== value) run.repeats += 1;
}

/**
 * ln of the chance that lookups of these keys, picked at random, would have come like this: row after row, or new keys in the rows'
 * order, or no key twice. The best of the three counts.
 */
export function logChanceOf(run: Run): number {
  const { column, keys, members, repeats, stretches, logRivals } = run;
  const exact = run.isExact ? logExact(column.distinct, members) : 0;
  const isOnceEach = repeats === 0 && members === keys;
  const distinct = isOnceEach ? logDistinct(column.distinct, keys) : 0;
  const ordered = Math.min(run.bestStretch, logStretch(run)) + Math.log(stretches);
  const both = stretches === 1 ? ordered + distinct : Math.min(ordered, distinct);
  return Math.min(0, Math.min(exact, both) + logRivals);
}
