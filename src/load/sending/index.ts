// What a thread that sends needs of a load: plans, requests as bytes, schedules, histograms; nothing that reads results.
// Belongs here: re-exports, so that a worker starts with a tenth of the modules. Does not: anything of its own.
export type { LoadEngine, LoadObserver } from "../engine.ts";
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
} from "../plan.ts";
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
} from "../measured.ts";
export { SAMPLE_BATCH, type LoadSample } from "../sample.ts";
export type { Action, Actor, Answer, PlayedStep } from "../scenario/index.ts";
export { COARSE_BUCKETS, coarseBucket } from "../coarse-histogram.ts";
export { mergedCoarse } from "../coarse-share.ts";
export { FAILURE_KINDS, failureOfCode, type FailureKind } from "../failure.ts";
export {
  HISTOGRAM_BYTES,
  clearHistogram,
  countOf,
  createHistogram,
  mergeHistogram,
  mergedHistogram,
  quantilesOf,
  recordValue,
  type Histogram,
} from "../histogram.ts";
export { mixOrder } from "../mix.ts";
export { arrivalsBefore, levelAt, newSchedule, type Schedule, type Share } from "../schedule/index.ts";
export { authorityText, originText } from "../target.ts";
export { highestOf } from "../stages.ts";
export { isIdempotent, requestBytes, requestHeaders } from "../wire.ts";
