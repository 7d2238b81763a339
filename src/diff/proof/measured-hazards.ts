import { relationKey, type RelationName } from "../../catalog/index.ts";
import type { Hazard } from "../plan/hazard.ts";
import { lockModes, type MeasuredStatement } from "../shadow/index.ts";

/** Modes that somebody who reads or writes rows has to wait for. */
const BLOCKING: ReadonlySet<string> = new Set(lockModes.slice(lockModes.indexOf("share")));
const TABLES = new Set(["table", "partitioned-table", "materialized-view", "foreign-table", "view"]);

/** What was measured of a statement, as hazards; relations that the plan itself made hold nobody up. */
export function measuredHazards(
  { locks, rewritten, scanned }: MeasuredStatement,
  created: ReadonlySet<string>,
): readonly Hazard[] {
  const isOld = (relation: RelationName): boolean => !created.has(relationKey(relation));
  const tables = new Set(
    locks.filter(({ relationKind }) => TABLES.has(relationKind)).map((lock) => relationKey(lock.relation)),
  );
  const anew = rewritten.filter((relation) => isOld(relation) && tables.has(relationKey(relation)));
  return [
    ...locks
      .filter((lock) => TABLES.has(lock.relationKind) && BLOCKING.has(lock.mode) && isOld(lock.relation))
      .map(({ relation, mode }) => ({ code: "lock" as const, relation, mode })),
    ...anew.map((relation) => ({ code: "rewrite" as const, relation })),
    ...scanned.filter(isOld).map((relation) => ({ code: "scan" as const, relation })),
  ];
}

const UNSEEN = {
  "not-run": "it was not run",
  locks: "its locks are those of its kind: no second session could watch",
  "brief-locks": "locks that it held only for a moment were not seen",
  "held-locks": "locks that an earlier statement held were not seen again",
} as const;

/** Why not everything was seen of a statement; null where it was. Rows that it refused were taken away before. */
export function unseenOf({ unseen, refusedRows }: MeasuredStatement): string | null {
  const reasons = [
    ...unseen.map((one) => UNSEEN[one]),
    ...(refusedRows === null ? [] : [`it refused rows of ours: ${refusedRows.message}`]),
  ];
  return reasons.length === 0 ? null : reasons.join("; ");
}
