import type { Table, TableActivity } from "../../catalog/index.ts";
import { ofTable } from "../found.ts";
import { sqlName } from "../names.ts";
import { storedTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

const LEAST_ROWS = 10_000;
/** Autovacuum analyzes at a tenth (autovacuum_analyze_scale_factor). */
const CHANGED_SHARE = 0.3;
/** Before that autovacuum, which looks every minute, may still come. */
const LEAST_SECONDS = 600;
const LARGE_ROWS = 1_000_000;
const GROWN = 1.1;

/** Tables that have changed much since the planner was told about them. */
export const statisticsStale: Rule = {
  code: "statistics-stale",
  find: (situation) =>
    storedTables(situation)
      .filter(isStale)
      .map((table) =>
        ofTable(statisticsStale.code, table, {
          severity: (table.rows.count ?? 0) >= LARGE_ROWS ? "warning" : "info",
          evidence: {
            modifiedSinceAnalyze: table.activity?.modifiedSinceAnalyze ?? null,
            lastAnalyzedAt: table.activity?.lastAnalyzedAt ?? null,
            rows: table.rows.count,
          },
          fix: `ANALYZE ${sqlName(table)};`,
        }),
      ),
};

function isStale(table: Table): boolean {
  const { rows, activity } = table;
  const count = rows.count ?? 0;
  if (activity === null || count < LEAST_ROWS || activity.modifiedSinceAnalyze < count * CHANGED_SHARE) return false;
  const isRecent = activity.sinceAnalyzedSeconds !== null && activity.sinceAnalyzedSeconds < LEAST_SECONDS;
  return !isRecent && !isLoadedWithAnalyze(table, activity);
}

/** Rows of the same transaction are counted as later than its ANALYZE, which has seen them: the table has not grown since. */
function isLoadedWithAnalyze({ pages, statisticsPages }: Table, { updated, deleted }: TableActivity): boolean {
  return updated + deleted === 0 && statisticsPages > 0 && pages <= statisticsPages * GROWN;
}
