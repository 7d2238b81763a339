// Which indexes a workload should have, proven by the planner of a stand-in server that holds the target's statistics and no row.
// Belongs here: needs of queries, candidates, their price, the choice. Does not: opening the stand-in and reading files (commands),
// words for people (report).
export { adviseIndexes, type IndexAdviceInput } from "./advise.ts";
export { type GivenIndex, type GivenPlans, plansWith } from "./given.ts";
export type { HelpedQuery, IndexAdvice, IndexSuggestion, NotSuggested, PlanStep, Unplanned } from "./report.ts";
export { readPlannerSettings, type Setting, type ShadowGround, usePlannerSettings } from "./shadow/index.ts";
export {
  foreignKeyChecks,
  fromExecutions,
  fromExport,
  MOST_STATEMENTS,
  dearest,
  fromSql,
  fromStatistics,
  type LogEntry,
  type LogFormat,
  readLog,
  readLogEntries,
  type WorkloadStatement,
} from "./workload/index.ts";
export { type Spread, spreadOf, type Trial, trialsOf } from "./trial/index.ts";
