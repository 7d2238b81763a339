import { groupBy } from "../../../kit/index.ts";
import { relationKey, type RelationName, type Session } from "../../../catalog/index.ts";
import { refusalOf } from "../failure.ts";
import { storeExtended, VALUES_REASON } from "./extended.ts";
import type { ColumnValueStatistics, TargetStatistics } from "./facts.ts";
import { restoreColumn, restoreRelation } from "./restore.ts";
import { storeColumn, storeRelation } from "./store.ts";

/** What of a target's statistics did not come into the shadow, and why. */
export interface StatisticsReport {
  readonly written: number;
  readonly refused: readonly {
    readonly relation: RelationName;
    readonly column: string | null;
    readonly reason: string;
  }[];
}

const RESTORES_FROM = 180_000;

/**
 * Gives a shadow the statistics of a target, so that its planner plans as the target's: by pg_restore_relation_stats and
 * pg_restore_attribute_stats where the server has them (18), else straight into pg_class and pg_statistic. What it refuses (a
 * type that differs, a relation that is not there) is named. Needs a superuser; commits. The planner also asks how long files are:
 * see `sparseFiles`.
 */
export async function writeStatistics(session: Session, statistics: TargetStatistics): Promise<StatisticsReport> {
  const canRestore = session.serverVersion >= RESTORES_FROM;
  await session.script("BEGIN; SET LOCAL search_path = pg_catalog");
  const refused: StatisticsReport["refused"][number][] = [];
  let written = 0;
  for (const { relation, column, write } of writesOf(session, statistics, canRestore)) {
    const reason = await within(session, write);
    if (reason === null) written += 1;
    else refused.push({ relation, column, reason });
  }
  for (const { relation, hasValues } of statistics.extended ?? [])
    if (hasValues) refused.push({ relation, column: null, reason: VALUES_REASON });
  await session.script("COMMIT");
  return { written, refused };
}

interface Write {
  readonly relation: RelationName;
  readonly column: string | null;
  /** False where the server has warned and left it out. */
  readonly write: () => Promise<boolean>;
}

function writesOf(
  session: Session,
  { relations, columns, serverVersion, extended = [] }: TargetStatistics,
  canRestore: boolean,
): readonly Write[] {
  const byRelation = groupBy(columns, ({ relation }) => relationKey(relation));
  const column = (one: ColumnValueStatistics): Write => ({
    relation: one.relation,
    column: one.column,
    write: () => (canRestore ? restoreColumn(session, one, serverVersion) : storeColumn(session, one)),
  });
  const ofSeveral = extended.map((one) => ({
    relation: one.relation,
    column: null,
    write: () => storeExtended(session, one),
  }));
  const ofOne = relations.flatMap((one) => [
    {
      relation: one.relation,
      column: null,
      write: () => (canRestore ? restoreRelation(session, one, serverVersion) : storeRelation(session, one)),
    },
    ...(byRelation.get(relationKey(one.relation)) ?? []).map(column),
  ]);
  return [...ofOne, ...ofSeveral];
}

async function within(session: Session, write: () => Promise<boolean>): Promise<string | null> {
  await session.script("SAVEPOINT statistics");
  let isDone = false;
  const refusal = await refusalOf(async () => {
    isDone = await write();
  });
  await session.script(refusal === null ? "RELEASE SAVEPOINT statistics" : "ROLLBACK TO SAVEPOINT statistics");
  if (refusal !== null) return refusal.message;
  return isDone ? null : "the server did not take it";
}
