// A stand-in for a database: its schema and statistics, sentinel rows instead of its own, and what statements do to it there,
// measured by the server's counters. Belongs here: measuring, sentinel rows, statistics to and fro. Does not: starting servers
// (edge/embedded), what a measurement means for a reviewer (lint), how a plan is made (diff).
export type { MeasureOptions } from "./course.ts";
export type { RelationSizes } from "./estimate.ts";
export type { Sharing } from "./groups.ts";
export { MEGABYTES_PER_SECOND } from "./estimate.ts";
export { measureStatements } from "./measure.ts";
export { lockModes, type LockMode, type MeasuredRun, type MeasuredStatement, type RelationLock } from "./measured.ts";
export type { ShadowSessions } from "./sessions.ts";
export { lostRows } from "./rows/lost.ts";
export { fillSentinels, type Sentinels } from "./rows/sentinels.ts";
export { readRows } from "./rows/snapshot.ts";
export type { TargetStatistics } from "./statistics/facts.ts";
export { sparseFiles, type SparseFile } from "./statistics/files.ts";
export { readTargetStatistics } from "./statistics/read.ts";
export { sizesOf } from "./statistics/sizes.ts";
export { type StatisticsReport, writeStatistics } from "./statistics/write.ts";
