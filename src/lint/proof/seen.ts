import { relationKey, type RelationName } from "../../catalog/index.ts";
import type { LockMode, MeasuredRun, MeasuredStatement } from "../../diff/shadow/index.ts";
import { blocksReaders, blocksWriters, isAtLeast, type Work } from "../effects/effect.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { share } from "../transactions.ts";

/** Work that was measured on a relation under a lock that keeps others waiting. */
interface SeenBlocking {
  readonly relation: RelationName;
  readonly mode: LockMode;
  readonly work: Work;
}

/** What was measured of one statement, with the locks that its transaction still holds. */
export interface Seen {
  readonly statement: LintStatement;
  readonly measured: MeasuredStatement;
  /** By relationKey; of relations that were there before the script. */
  readonly locks: ReadonlyMap<
    string,
    { readonly relation: RelationName; readonly mode: LockMode; readonly isOwn: boolean }
  >;
  readonly blocking: readonly SeenBlocking[];
  /** Its work may be that of an earlier statement of the transaction, which has built an index. */
  readonly isDoubtful: boolean;
}

/** What a shadow saw of a script's statements, those left out that were not run. */
export function seenOf({ statements }: Script, run: MeasuredRun): readonly Seen[] {
  const made = new Set(run.created.map(({ relation }) => relationKey(relation)));
  const measured = new Map(run.statements.map((one) => [one.index, one]));
  return statements.flatMap((statement) => {
    const own = measured.get(statement.index);
    if (own === undefined || own.unseen.includes("not-run")) return [];
    const earlier = statements.filter((one) => one.index < statement.index && share(one, statement));
    const locks = locksOf([...earlier.flatMap(({ index }) => measured.get(index) ?? []), own], made);
    return [
      {
        statement,
        measured: own,
        locks,
        blocking: own.error === null ? blockingOf(own, locks) : [],
        isDoubtful: isDoubtful(own, run),
      },
    ];
  });
}

function isDoubtful({ built, index }: MeasuredStatement, { created }: MeasuredRun): boolean {
  const isOlder = (relation: RelationName): boolean =>
    created.some(({ relation: one, by }) => by < index && relationKey(one) === relationKey(relation));
  return built.length > 0 && built.every(isOlder);
}

function locksOf(run: readonly MeasuredStatement[], made: ReadonlySet<string>): Seen["locks"] {
  const strongest = new Map<string, { relation: RelationName; mode: LockMode; isOwn: boolean }>();
  run.forEach(({ locks }, at) => {
    for (const { relation, mode, relationKind } of locks) {
      const key = relationKey(relation);
      if (made.has(key) || !/table|materialized/.test(relationKind)) continue;
      // EXCLUSIVE on a materialized view keeps another REFRESH waiting, and nobody else.
      if (relationKind === "materialized-view" && mode === "exclusive") continue;
      const before = strongest.get(key);
      const isStronger = before === undefined || !isAtLeast(before.mode, mode);
      if (isStronger) strongest.set(key, { relation, mode, isOwn: at === run.length - 1 });
    }
  });
  return strongest;
}

function blockingOf({ scanned, rewritten, built }: MeasuredStatement, locks: Seen["locks"]): readonly SeenBlocking[] {
  const work = new Map<string, Work>();
  for (const relation of scanned) work.set(relationKey(relation), built.length > 0 ? "build" : "scan");
  for (const relation of rewritten) work.set(relationKey(relation), "rewrite");
  return [...locks].flatMap(([key, { relation, mode }]) => {
    const done = work.get(key);
    return done === undefined || !blocksWriters(mode) ? [] : [{ relation, mode, work: done }];
  });
}

/** Whom a statement keeps waiting while it works. */
export function blocks(
  { blocking, statement, isDoubtful }: Seen,
  { heldOver }: MeasuredRun,
): "nobody" | "writes" | "reads and writes" {
  if (isDoubtful) return "nobody";
  const held = heldOver.filter(({ heldDuring }) => heldDuring === statement.index).map(({ lock }) => lock.mode);
  const modes = [...blocking.map(({ mode }) => mode), ...held.filter(blocksWriters)];
  if (modes.length === 0) return "nobody";
  return modes.some(blocksReaders) ? "reads and writes" : "writes";
}
