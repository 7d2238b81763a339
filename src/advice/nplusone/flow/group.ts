import type { Fingerprint } from "../sql/statements.ts";
import type { KeyColumn } from "../wire/columns.ts";
import { logChanceOf, type Run } from "./run.ts";

/** Queries of one fingerprint that ask for keys of one column, along the chain that one execution began. */
export interface Group {
  readonly pair: Pair;
  children: number;
  /** Bits of different values, as far as they are counted. */
  readonly values: Set<number>;
  totalMs: number;
  /** Of each result of the chain whose keys may still be asked for. */
  readonly open: Set<Run>;
  /** How many runs are as unlikely as each of `LEVELS`, and the unlikeliest. */
  readonly hits: number[];
  best: number;
  /** Children in a session other than that of the rows. */
  elsewhere: number;
  /** Children of whose value no later result knew. */
  nearest: number;
  /** Transaction blocks that began after the root and hold one of the children. */
  transactions: number;
  lastTransaction: string;
  /** Values of the first children, where they may be shown. */
  readonly shown: string[];
}

/** A column of one fingerprint whose values another fingerprint's comparison asks for. */
export interface Pair {
  readonly parent: Fingerprint;
  readonly column: KeyColumn;
  readonly child: Fingerprint;
  readonly comparison: number;
  /** What the chain began with when it was first seen. */
  readonly root: Fingerprint;
  readonly route: string | undefined;
  /** Chains that reached the threshold. */
  runs: number;
  children: number;
  totalMs: number;
  elsewhere: number;
  nearest: number;
  /** How many runs are as unlikely as each of `LEVELS`. */
  readonly hits: number[];
  /** ln of the chance of the unlikeliest. */
  best: number;
  /** The longest chain. */
  most: number;
  shown: readonly string[];
}

const MOST_VALUES = 64;
const MOST_SHOWN = 5;

export const newGroup = (pair: Pair): Group => ({
  pair,
  children: 0,
  values: new Set(),
  totalMs: 0,
  open: new Set(),
  hits: [],
  best: 0,
  elsewhere: 0,
  nearest: 0,
  transactions: 0,
  lastTransaction: "",
  shown: [],
});

/** Chances that runs are counted by. */
export const LEVELS: readonly number[] = [0.25, 0.01, 0.0001];

/** A run is through. */
export function weigh(group: Group, run: Run): void {
  if (!group.open.delete(run)) return;
  const logChance = logChanceOf(run);
  group.best = Math.min(group.best, logChance);
  for (const [at, level] of LEVELS.entries())
    if (logChance <= Math.log(level)) group.hits[at] = (group.hits[at] ?? 0) + 1;
}

/** One child more. */
export interface Child {
  readonly value: number;
  readonly shown: string | undefined;
  readonly isElsewhere: boolean;
  readonly isNearest: boolean;
  /** Empty when it ran outside of a block, or in the block of its root. */
  readonly ownTransaction: string;
}

export function addChild(group: Group, child: Child): void {
  group.children += 1;
  if (group.values.size < MOST_VALUES) group.values.add(child.value);
  if (child.isElsewhere) group.elsewhere += 1;
  if (child.isNearest) group.nearest += 1;
  if (child.shown !== undefined && group.shown.length < MOST_SHOWN) group.shown.push(child.shown);
  if (child.ownTransaction !== "" && child.ownTransaction !== group.lastTransaction) group.transactions += 1;
  group.lastTransaction = child.ownTransaction;
}

/** Adds a chain that has ended to its pair, when it is long enough to count. */
export function foldGroup(group: Group, threshold: number): void {
  const { pair } = group;
  for (const run of group.open) weigh(group, run);
  if (group.children < threshold || group.values.size < Math.min(threshold, MOST_VALUES)) return;
  // Each in a transaction of its own: units of work that are meant to stand alone.
  if (group.transactions === group.children) return;
  pair.runs += 1;
  pair.children += group.children;
  pair.totalMs += group.totalMs;
  pair.elsewhere += group.elsewhere;
  pair.nearest += group.nearest;
  pair.best = Math.min(pair.best, group.best);
  for (const at of LEVELS.keys()) pair.hits[at] = (pair.hits[at] ?? 0) + (group.hits[at] ?? 0);
  if (group.children > pair.most) {
    pair.most = group.children;
    pair.shown = [...group.shown];
  }
}
