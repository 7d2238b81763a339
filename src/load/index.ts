// Load: workload, histogram, summary, verdict; pure. The engine that sends is in edge/load.
// Belongs here: what a run is and what its figures mean. Does not: sockets, timers, drawing.
export type { LoadEngine, LoadObserver } from "./engine.ts";
export type {
  Arrival,
  Header,
  LoadPlan,
  Origin,
  PhaseTimeouts,
  PlannedRequest,
  Proxy,
  Stage,
  TlsSettings,
} from "./plan.ts";
export type {
  CheckMeasured,
  ConnectionsMeasured,
  GeneratorMeasured,
  LoadTick,
  Measured,
  RateLimitMeasured,
  RouteMeasured,
  ScheduleMeasured,
  SlotMeasured,
  SlotsMeasured,
} from "./measured.ts";
export { COARSE_BUCKETS, coarseBucket, coarseMiddle, type CoarseHistogram } from "./coarse-histogram.ts";
export { FAILURE_KINDS, failureOfCode, type FailureKind } from "./failure.ts";
export {
  HISTOGRAM_BYTES,
  countOf,
  createHistogram,
  deviationOf,
  extremesOf,
  mergeHistogram,
  mergedHistogram,
  quantilesOf,
  recordValue,
  type Histogram,
} from "./histogram.ts";
export { authorityText, originText, parseTarget, type Target } from "./target.ts";
export { checkHeader, hasHeader, isMethod, parseHeader } from "./headers.ts";
export { REDACTED, redactHeader, redactUrl } from "./redact.ts";
export { contentTypeOf, isIdempotent, requestBytes } from "./wire.ts";
export { mixOrder } from "./mix.ts";
export { isPrivateAddress } from "./private-address.ts";
export { LIMITS, checkLimits } from "./limits.ts";
export { loadReport, type RunFacts } from "./report.ts";
export { isHostAllowed } from "./allowed-host.ts";
export { planOf, type RunWishes } from "./plan-of.ts";
