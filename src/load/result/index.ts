// The published format of a load test's result, as zod schemas and the types inferred from them.
// Belongs here: names, units and meanings of figures. Does not: how they are computed. Only what prints results
// imports it, because zod is slow to load.
export { latenciesSchema, latencySchema, type Latencies, type Latency } from "./latency.ts";
export { type ErrorCount, type RequestCounts, type StatusCount } from "./counts.ts";
export { type LoadSettings } from "./settings.ts";
export { findingSchema, thresholdSchema, type LoadFinding, type Threshold } from "./verdict.ts";
export { loadReportSchema, routeSchema, type LoadReport, type RouteReport } from "./report.ts";
