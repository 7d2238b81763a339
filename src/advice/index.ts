// A database's catalogue and workload → findings, one file per rule, and the migrations that would mend them.
// Belongs here: rules, their evidence and fixes. Does not: reading a catalogue (catalog), English (report).
export { advise, type AdviceOptions, type RuleSettings } from "./advise.ts";
export { type Access, type AccessPlan, type Planner, withPlanner } from "./access.ts";
export {
  summaryOf,
  totalsOf,
  workloadSeen,
  type Analysis,
  type AnalysisSource,
  type NPlusOneExamined,
  type PlansSeen,
  type RefusedStatement,
  type TableSummary,
  type Totals,
  type WorkloadSeen,
} from "./analysis.ts";
export { analyze, type AnalyzeOptions, type Examination } from "./analyze.ts";
export { confirmed } from "./confirm.ts";
export { findsRows } from "./cover.ts";
export { indexName } from "./index-name.ts";
export { changesSince, memoryName, memoryOf, readMemory, type Changes, type Memory } from "./memory.ts";
export { displayColumns, displayName } from "./names.ts";
export { ruleFacts } from "./rule-facts.ts";
export { rules } from "./rules.ts";
export type { Rule, Situation } from "./situation.ts";
export { slowStatements, type SlowStatement, type TableAccess } from "./slow.ts";
export { commentSuppressions, readSuppression, sift, type Suppression } from "./suppress.ts";
export { verdictOf } from "./verdict.ts";
export { suggest, type FindingName, type Suggestion } from "./suggestion.ts";
