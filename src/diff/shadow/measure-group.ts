import type { SqlError } from "../../catalog/index.ts";
import { measureAlone } from "./alone.ts";
import { type Course, type Observed, relationsNow, unobserved } from "./course.ts";
import type { Group, Member } from "./groups.ts";
import { isCopyIn, isForTransaction, isSavepoint } from "./heads.ts";
import type { Relations } from "./relations.ts";
import { removeRows } from "./rows/remove.ts";
import { measureShared, rehearse } from "./shared.ts";
import { tallied } from "./tally.ts";
import { measureIsolated } from "./transaction.ts";

/** Runs a transaction of the script, or one statement that takes none. */
export async function measureGroup(course: Course, group: Group): Promise<readonly Observed[]> {
  const { members, kind } = group;
  if (kind === "control") return members.map((member) => unobserved(member));
  const known = await relationsNow(course);
  const [only] = members;
  if (kind === "alone" && only !== undefined) return tallied(course.tally, [await measureAlone(course, only, known)]);
  if (group.isRolledBack) return measureShared(course, { members, known, ends: "ROLLBACK" });
  if (members.length === 1 || !mustShare(members)) return measureParts(course, members, known);
  return tallied(course.tally, await measureShared(course, { members, known, ends: "COMMIT" }));
}

const mustShare = (members: readonly Member[]): boolean => members.some(isSavepoint);

/**
 * A shared transaction is run twice: as a whole, taken back, for what the server refuses in it; then each statement in a transaction
 * of its own, because pg_locks shows a lock that is held already only once.
 */
async function measureParts(
  course: Course,
  members: readonly Member[],
  known: Relations,
): Promise<readonly Observed[]> {
  const runnable = members.filter((member) => !isCopyIn(member));
  const { errors, refusedRows } = await rehearseWithRows(course, runnable);
  if (errors.size > 0 && course.options.afterError === "stop")
    return tallied(course.tally, await measureShared(course, { members, known, ends: "COMMIT" }));
  const observed: Observed[] = [];
  for (const [place, member] of members.entries()) {
    const settings = members
      .slice(0, place)
      .filter(isForTransaction)
      .map(({ sql }) => sql);
    const measured = await measureIsolated(course, member, { settings, known });
    const one = { ...measured, refusedRows: refusedRows.get(member.index) ?? null };
    if (one.error !== null && !errors.has(member.index)) {
      const rest = await measureShared(course, { members: members.slice(place), known, ends: "COMMIT" });
      return [...observed, ...(await tallied(course.tally, rest))];
    }
    const error = errors.get(member.index) ?? one.error;
    observed.push(...(await tallied(course.tally, [{ ...one, error }])));
  }
  return observed;
}

interface Rehearsal {
  readonly errors: ReadonlyMap<number, SqlError>;
  readonly refusedRows: ReadonlyMap<number, SqlError>;
}

/** Rows of ours that a statement does not take are removed, first those of its own tables, then all of them. */
async function rehearseWithRows(course: Course, members: readonly Member[]): Promise<Rehearsal> {
  const refusedRows = new Map<number, SqlError>();
  for (let attempt = 0; attempt <= 2 * members.length; attempt += 1) {
    const errors = await rehearse(course, members);
    const member = members.find(({ index }) => isOfRows(errors.get(index)));
    const error = member === undefined ? undefined : errors.get(member.index);
    if (member === undefined || error === undefined) return { errors, refusedRows };
    const hasAllGone = await removeRows(course, member, refusedRows.has(member.index));
    if (!hasAllGone) return { errors, refusedRows };
    refusedRows.set(member.index, refusedRows.get(member.index) ?? error);
  }
  return { errors: await rehearse(course, members), refusedRows };
}

/** Classes 22 and 23: data exceptions and violated constraints. */
const isOfRows = (error: SqlError | undefined): boolean => error !== undefined && /^2[23]/.test(error.sqlState);
