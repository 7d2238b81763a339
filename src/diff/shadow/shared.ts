import { relationKey, type SqlError } from "../../catalog/index.ts";
import { type Course, forgetRelations, type Observed, unobserved } from "./course.ts";
import { refusalOf } from "./failure.ts";
import type { Member } from "./groups.ts";
import { isSavepoint } from "./heads.ts";
import type { RelationLock } from "./measured.ts";
import type { Relations } from "./relations.ts";
import { observe } from "./transaction.ts";

export interface SharedPart {
  readonly members: readonly Member[];
  readonly known: Relations;
  readonly ends: "COMMIT" | "ROLLBACK";
}

/** Runs statements in one transaction, as they will run; a lock that an earlier one holds cannot be seen again. */
export async function measureShared(
  course: Course,
  { members, known, ends }: SharedPart,
): Promise<readonly Observed[]> {
  const { runner } = course.shadow;
  const observed: Observed[] = [];
  const held = new Set<string>();
  await runner.script("BEGIN");
  for (const member of members) {
    const one = await observeWithin(course, member, known);
    observed.push({
      ...one,
      locks: one.locks.filter((lock) => isNew(held, lock)),
      unseen: [...one.unseen, "held-locks"],
    });
    if (one.error !== null && course.options.afterError === "stop") break;
  }
  const isBroken = observed.some(({ error }) => error !== null) && course.options.afterError === "stop";
  const failure = await refusalOf(() => runner.script(isBroken ? "ROLLBACK" : ends));
  forgetRelations(course);
  return failure === null ? observed : withFailure(observed, failure);
}

/** What a COMMIT refuses (a deferred constraint) is said of the last statement. */
const withFailure = (observed: readonly Observed[], error: SqlError): readonly Observed[] =>
  observed.map((one, place) => (place === observed.length - 1 ? { ...one, error: one.error ?? error } : one));

async function observeWithin(course: Course, member: Member, known: Relations): Promise<Observed> {
  const { runner } = course.shadow;
  if (isSavepoint(member)) {
    forgetRelations(course);
    return unobserved(member, { error: await refusalOf(() => runner.script(member.sql)) });
  }
  await runner.script("SAVEPOINT backwright_measure");
  const observed = await observe(course, member, known);
  if (observed.error !== null) await runner.script("ROLLBACK TO SAVEPOINT backwright_measure");
  await refusalOf(() => runner.script("RELEASE SAVEPOINT backwright_measure"));
  return observed;
}

function isNew(held: Set<string>, { relation, mode }: RelationLock): boolean {
  const key = `${relationKey(relation)} ${mode}`;
  const isFirst = !held.has(key);
  held.add(key);
  return isFirst;
}

/** Runs statements in one transaction that is taken back, and answers which of them the server refuses. */
export async function rehearse(
  { shadow: { runner } }: Course,
  members: readonly Member[],
): Promise<ReadonlyMap<number, SqlError>> {
  const errors = new Map<number, SqlError>();
  await runner.script("BEGIN");
  for (const { index, sql } of members) {
    await runner.script("SAVEPOINT backwright_rehearse");
    const error = await refusalOf(() => runner.script(sql));
    if (error !== null) {
      errors.set(index, error);
      await runner.script("ROLLBACK TO SAVEPOINT backwright_rehearse");
    }
    await refusalOf(() => runner.script("RELEASE SAVEPOINT backwright_rehearse"));
  }
  const last = members.at(-1);
  const atEnd = await refusalOf(() => runner.script("SET CONSTRAINTS ALL IMMEDIATE"));
  if (atEnd !== null && last !== undefined && !errors.has(last.index)) errors.set(last.index, atEnd);
  await runner.script("ROLLBACK");
  return errors;
}
