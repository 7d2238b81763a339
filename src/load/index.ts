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
  clearHistogram,
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
export { redactBody } from "./redact-body.ts";
export { redactWords } from "./redact-words.ts";
export { parseResolve, resolvedBy, type ResolveEntry } from "./resolve-entry.ts";
export { SAMPLE_BATCH, sampleLine, type LoadSample } from "./sample.ts";
export { shapeOf, type LoadShape, type ShapeWishes } from "./shape.ts";
export { highestOf, parseStages, stagesMs } from "./stages.ts";
export { contentTypeOf, isIdempotent, requestBytes, requestHeaders } from "./wire.ts";
export { mixOrder } from "./mix.ts";
export { arrivalCount, arrivalsBefore, levelAt, newSchedule, type Schedule, type Share } from "./schedule/index.ts";
export { scenarioActor, type Action, type Actor, type Answer, type PlayedStep } from "./scenario/index.ts";
export { isPrivateAddress } from "./private-address.ts";
export { CAPS, LIMITS, checkCaps, checkLimits } from "./limits.ts";
export { liveFigures, type LiveFigures } from "./figures/index.ts";
export { loadReport, type RunFacts } from "./report.ts";
export { parseThreshold, readThresholds, type ThresholdWish } from "./thresholds/index.ts";
export { isAddressLiteral, isHostAllowed, isLoopbackName, readAllowedHosts } from "./allowed-host.ts";
export { requestOf, type Connecting, type RequestWishes } from "./request-of.ts";
