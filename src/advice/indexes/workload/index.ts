// The statements that indexes are chosen for: where they come from, how often they run, what they read and write.
// Belongs here: statistics, files and logs as one workload. Does not: reading files (commands), planning (shadow).
export { dearest, MOST_STATEMENTS } from "./dearest.ts";
export { fromExport } from "./exported.ts";
export { foreignKeyChecks } from "./foreign-keys.ts";
export { type LogEntry, type LogFormat, readLog, readLogEntries } from "./logs.ts";
export { questionsOf, type Questions, type WorkloadQuestion } from "./questions.ts";
export { type Execution, fromExecutions, fromSql, fromStatistics } from "./read-statements.ts";
export type { WorkloadStatement, Writing } from "./statement.ts";
export { withTypicalRange } from "./typical.ts";
