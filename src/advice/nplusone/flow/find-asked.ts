import type { Started } from "../wire/session.ts";
import type { Asked } from "./asked.ts";
import type { Flow } from "./state.ts";
import { addChild, newGroup, type Group, type Pair } from "./group.ts";
import { columnOf, rootOf, type Parent, type Pool, type ReturnedColumn } from "./pool.ts";
import { newRun, repeat, rowFor, take, type Run } from "./run.ts";

/** A result in which a value of the statement stands. */
interface Candidate {
  readonly parent: Parent;
  readonly column: number;
  readonly comparison: number;
  readonly run: Run | undefined;
  /** -1: its rows with this value have been asked for. */
  readonly row: number;
  /** How far it is to that row; rows above the last one are the farthest. */
  readonly distance: number;
}

const MOST_RUNS = 64;
/** Pairs beyond these are not told apart. */
const MOST_PAIRS = 10_000;
const NONE: readonly Asked[] = [];

/**
 * The results that brought what the statement asks for. Of several executions of one fingerprint it is taken to go on with the one
 * whose next row this is; the choice makes chance likelier by their number.
 */
export function findAsked(flow: Flow, pool: Pool, started: Started): readonly Asked[] {
  const candidates = candidatesFor(pool, started);
  if (candidates.length === 0) return NONE;
  const asked: Asked[] = [];
  const latest = candidates.reduce((last, { parent }) => Math.max(last, parent.endedMs), 0);
  for (const all of rivalries(candidates)) {
    const rivals = all.filter(({ row }) => row >= 0);
    const [first, ...others] = rivals;
    if (first === undefined) {
      for (const { run, comparison } of all) if (run !== undefined) repeat(run, started.values[comparison] ?? 0);
      continue;
    }
    const best = others.reduce((a, b) => (isBetter(b, a, started) ? b : a), first);
    const one = goOn(flow, started, { best, rivals: rivals.length, isNearest: best.parent.endedMs === latest });
    if (one !== undefined) asked.push(one);
  }
  return asked;
}

function candidatesFor({ parents }: Pool, { text, values }: Started): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let comparison = 0; comparison < values.length; comparison += 1) {
    const value = values[comparison];
    if (value === undefined || value === 0) continue;
    for (const parent of parents)
      if (parent.bits.includes(value)) addCandidates(found, parent, { comparison, value, child: text.fingerprint.id });
  }
  return found;
}

interface Sought {
  readonly comparison: number;
  readonly value: number;
  readonly child: number;
}

function addCandidates(found: Candidate[], parent: Parent, { comparison, value, child }: Sought): void {
  for (let column = 0; column < parent.keys.length; column += 1) {
    const returned = columnOf(parent, column);
    if (returned === undefined || !returned.bits.includes(value)) continue;
    const run = parent.runs.find(
      (one) => one.child === child && one.column === returned && one.comparison === comparison,
    );
    found.push(candidate({ parent, column, comparison, run }, returned, value));
  }
}

function candidate(
  place: Pick<Candidate, "parent" | "column" | "comparison" | "run">,
  returned: ReturnedColumn,
  value: number,
): Candidate {
  const row = rowFor(place.run, returned, value);
  const from = place.run?.position ?? -1;
  return { ...place, row, distance: row > from ? row - from : returned.bits.length };
}

/** Candidates of one fingerprint, column and comparison stand against each other. */
function rivalries(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  if (candidates.length === 1) return [candidates];
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const name = nameOf(one);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

const nameOf = ({ parent, column, comparison }: Pick<Candidate, "parent" | "column" | "comparison">): string =>
  `${parent.fingerprint.id} ${parent.keys[column]?.index} ${comparison}`;

/** The nearer the row, the better; then the own session; then the one that waits longer. */
function isBetter(a: Candidate, b: Candidate, { session }: Started): boolean {
  if (a.distance !== b.distance) return a.distance < b.distance;
  const isOwn = a.parent.session === session.id;
  if (isOwn !== (b.parent.session === session.id)) return isOwn;
  return a.parent.endedMs < b.parent.endedMs;
}

interface Choice {
  readonly best: Candidate;
  readonly rivals: number;
  /** No result that came later brought the value too. */
  readonly isNearest: boolean;
}

function goOn(flow: Flow, started: Started, { best, rivals, isNearest }: Choice): Asked | undefined {
  const { parent, column, comparison, row } = best;
  const child = started.text.fingerprint.id;
  if (best.run === undefined && parent.runs.length >= MOST_RUNS) return undefined;
  const group = groupFor(flow, started, best);
  const returned = columnOf(parent, column);
  if (group === undefined || returned === undefined) return undefined;
  const run = best.run ?? newRun(group, returned, { child, comparison });
  if (best.run === undefined) {
    parent.runs.push(run);
    group.open.add(run);
  }
  parent.fingerprint.asked += 1;
  take(run, row, rivals);
  addChild(group, {
    value: started.values[comparison] ?? 0,
    shown: started.shown[comparison],
    isNearest,
    isElsewhere: parent.session !== started.session.id,
    ownTransaction: ownTransaction(started, rootOf(parent)),
  });
  return { parent, group, members: run.members };
}

function ownTransaction({ transaction, session }: Started, root: Parent): string {
  if (transaction === 0 || (root.session === session.id && root.transaction === transaction)) return "";
  return `${session.id} ${transaction}`;
}

function groupFor(flow: Flow, started: Started, candidate: Candidate): Group | undefined {
  const root = rootOf(candidate.parent);
  const name = `${nameOf(candidate)} ${started.text.fingerprint.id}`;
  const known = root.groups?.get(name);
  if (known !== undefined) return known;
  const pair = flow.pairs.get(name) ?? newPair(flow, name, { started, ...candidate });
  if (pair === undefined) return undefined;
  const group = newGroup(pair);
  root.groups ??= new Map();
  root.groups.set(name, group);
  return group;
}

interface Link {
  readonly started: Started;
  readonly parent: Parent;
  readonly column: number;
  readonly comparison: number;
}

function newPair(flow: Flow, name: string, { started, parent, column, comparison }: Link): Pair | undefined {
  const key = parent.keys[column];
  if (flow.pairs.size >= MOST_PAIRS || key === undefined) return undefined;
  const {
    route,
    text: { fingerprint },
  } = started;
  const sums = { runs: 0, children: 0, totalMs: 0, elsewhere: 0, nearest: 0, hits: [], best: 0, most: 0, shown: [] };
  const root = rootOf(parent).fingerprint;
  const pair: Pair = { parent: parent.fingerprint, column: key, child: fingerprint, comparison, root, route, ...sums };
  flow.pairs.set(name, pair);
  return pair;
}
