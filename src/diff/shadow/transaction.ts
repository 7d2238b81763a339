import type { Session, SqlError } from "../../catalog/index.ts";
import { readCounters, readsBetween } from "./counters.ts";
import { type Course, forgetRelations, type Observed, relationsAfter, relationsNow, unobserved } from "./course.ts";
import { effectsOf } from "./effects.ts";
import { refusalOf } from "./failure.ts";
import type { Member } from "./groups.ts";
import { isCopyIn, isPlanned, isRewriting } from "./heads.ts";
import { ownLocks, strongestLocks } from "./locks.ts";
import type { Relations } from "./relations.ts";

/** A part of a script that is run in one transaction of ours. */
export interface Part {
  /** What the transaction has been told before: SET LOCAL. */
  readonly settings: readonly string[];
  /** Relations that other sessions could know when the script's own transaction began. */
  readonly known: Relations;
}

/** Runs one statement in a transaction of its own and commits it, so that every lock it takes is seen. */
export async function measureIsolated(course: Course, member: Member, part: Part): Promise<Observed> {
  const { runner } = course.shadow;
  await runner.script("BEGIN");
  for (const setting of part.settings) await runner.script(setting);
  const observed = await observe(course, member, part.known);
  if (observed.error !== null) await runner.script("ROLLBACK");
  const broken = observed.error ?? (await refusalOf(() => runner.script("COMMIT")));
  if (broken !== null) forgetRelations(course);
  return { ...observed, error: broken };
}

/** Within the session's open transaction: runs a statement and reads what it did. */
export async function observe(course: Course, member: Member, known: Relations): Promise<Observed> {
  if (isCopyIn(member)) return unobserved(member, { unseen: ["not-run"] });
  const { runner } = course.shadow;
  const before = await relationsNow(course);
  const counters = await readCounters(runner);
  const error = await runPlanned(runner, member);
  if (error !== null) return unobserved(member, { error, before });
  const after = await readCounters(runner);
  const held = await ownLocks(runner);
  const old = new Map([...before].filter(([oid]) => known.has(oid)));
  const reads = readsBetween(counters, after);
  const relations = await relationsAfter(course);
  const isRefilling = isRewriting(member);
  const effects = effectsOf({ before: old, there: before, after: relations, reads, isRewriting: isRefilling });
  return {
    member,
    error: null,
    refusedRows: null,
    locks: strongestLocks(held, old),
    effects,
    before,
    durationMs: after.atMs - counters.atMs,
    unseen: [],
    lost: [],
  };
}

// A table of three rows is always read whole: with these the planner does so only where no index helps.
const NO_SCANS = ["enable_seqscan", "enable_indexonlyscan", "enable_mergejoin"];

async function runPlanned(runner: Session, member: Member): Promise<SqlError | null> {
  const settings = isPlanned(member) ? NO_SCANS : [];
  for (const name of settings) await runner.script(`SET LOCAL ${name} = off`);
  const error = await refusalOf(() => runner.script(member.sql));
  if (error === null) for (const name of settings) await runner.script(`SET LOCAL ${name} = on`);
  return error;
}
