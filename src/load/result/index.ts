// The published format of a load test's result, as zod schemas and the types inferred from them.
// Belongs here: names, units and meanings of figures. Does not: how they are computed. Only what prints results
// imports it, because zod is slow to load.
export {
  intervalsSchema,
  latenciesSchema,
  latencySchema,
  type Interval,
  type Intervals,
  type Latencies,
  type Latency,
} from "./latency.ts";
export {
  errorSchema,
  requestCountsSchema,
  statusSchema,
  type ErrorCount,
  type RequestCounts,
  type StatusCount,
} from "./counts.ts";
export { settingsSchema, type LoadModel, type LoadSettings } from "./settings.ts";
export { type Phases, type RateLimit, type Schedule } from "./parts.ts";
export { type SteadyState } from "./steady.ts";
export { type Distribution, type Timeline } from "./timeline.ts";
export {
  environmentSchema,
  findingSchema,
  thresholdSchema,
  type Environment,
  type LoadFinding,
  type Threshold,
  type Validity,
} from "./verdict.ts";
export { loadReportSchema, routeSchema, type LoadReport, type RouteReport } from "./report.ts";
export { writtenSchema, type Written } from "./written.ts";
