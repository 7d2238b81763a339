import { relationKey, type RelationName } from "../../catalog/index.ts";
import type { LockMode, MeasuredRun, MeasuredStatement } from "../../diff/shadow/index.ts";
import { groupBy } from "../../kit/index.ts";
import { blocksReaders, blocksWriters, isAtLeast, type Work } from "../effects/effect.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";

/** Work that was measured on a relation under a lock that keeps others waiting. */
interface SeenBlocking {
  readonly relation: RelationName;
  readonly mode: LockMode;
  readonly work: Work;
}

interface SeenLock {
  readonly relation: RelationName;
  readonly mode: LockMode;
}

/** By relationKey; of relations that were there before the script. */
type Locks = ReadonlyMap<string, SeenLock>;

/** What was measured of one statement. */
export interface Seen {
  readonly statement: LintStatement;
  readonly measured: MeasuredStatement;
  /** Those that its transaction did not hold before, or not as strongly. */
  readonly locks: Locks;
  readonly blocking: readonly SeenBlocking[];
}

/** What a shadow saw of a script's statements, those left out that were not run. */
export function seenOf({ statements }: Script, run: MeasuredRun): readonly Seen[] {
  const made = new Set(run.created.map(({ relation }) => relationKey(relation)));
  const measured = new Map(run.statements.map((one) => [one.index, one]));
  const open: Open = { number: undefined, held: new Map() };
  return statements.flatMap((statement) => {
    const own = measured.get(statement.index);
    if (own === undefined || own.unseen.includes("not-run")) return [];
    const held = heldBy(open, statement);
    const locks = newLocks(own, { held, made });
    for (const [key, lock] of locks) held.set(key, lock);
    return [{ statement, measured: own, locks, blocking: own.error === null ? blockingOf(own, held) : [] }];
  });
}

/** The transaction that is going on, and its strongest locks. */
interface Open {
  number: number | undefined;
  held: Map<string, SeenLock>;
}

function heldBy(open: Open, { transaction }: LintStatement): Map<string, SeenLock> {
  if (transaction === undefined || transaction.number !== open.number) open.held = new Map();
  open.number = transaction?.number;
  return open.held;
}

interface Known {
  readonly held: Locks;
  readonly made: ReadonlySet<string>;
}

function newLocks({ locks }: MeasuredStatement, { held, made }: Known): Locks {
  const strongest = new Map<string, SeenLock>();
  for (const { relation, mode, relationKind } of locks) {
    const key = relationKey(relation);
    if (made.has(key) || !/table|materialized/.test(relationKind)) continue;
    // EXCLUSIVE on a materialized view keeps another REFRESH waiting, and nobody else.
    if (relationKind === "materialized-view" && mode === "exclusive") continue;
    const before = strongest.get(key) ?? held.get(key);
    if (before === undefined || !isAtLeast(before.mode, mode)) strongest.set(key, { relation, mode });
  }
  return strongest;
}

function blockingOf({ scanned, rewritten, built }: MeasuredStatement, held: Locks): readonly SeenBlocking[] {
  const work = new Map<string, Work>();
  for (const relation of scanned) work.set(relationKey(relation), built.length > 0 ? "build" : "scan");
  for (const relation of rewritten) work.set(relationKey(relation), "rewrite");
  return [...work].flatMap(([key, done]) => {
    const lock = held.get(key);
    return lock === undefined || !blocksWriters(lock.mode) ? [] : [{ ...lock, work: done }];
  });
}

type Held = MeasuredRun["heldOver"][number];

/** Worked out once per run: both its reports ask for every statement. */
const known = new WeakMap<MeasuredRun, ReadonlyMap<string, readonly Held[]>>();

/** The locks of earlier statements of the transaction that were held while a statement worked. */
export function heldDuring(run: MeasuredRun, index: number): readonly Held[] {
  const before = known.get(run) ?? groupBy(run.heldOver, (one) => String(one.heldDuring));
  known.set(run, before);
  return before.get(String(index)) ?? [];
}

/** Whom a statement keeps waiting while it works. */
export function blocks({ blocking, statement }: Seen, run: MeasuredRun): "nobody" | "writes" | "reads and writes" {
  const held = heldDuring(run, statement.index).map(({ lock }) => lock.mode);
  const modes = [...blocking.map(({ mode }) => mode), ...held.filter(blocksWriters)];
  if (modes.length === 0) return "nobody";
  return modes.some(blocksReaders) ? "reads and writes" : "writes";
}
