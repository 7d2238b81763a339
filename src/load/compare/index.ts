// Comparing: two endpoints in blocks, or a run with an earlier one; what follows from either.
// Belongs here: the design, the decisions, saved runs. Does not: the tests themselves (statistics), sockets (edge/load/blocks).
export { blockLengthMs } from "./block-length.ts";
export type { BlockMeasured, CompareOptions, Compared, Side } from "./block.ts";
export { decide, isDecided, type DecisionKind, type MeasureDecision } from "./decide.ts";
export { LEVEL, LOOKS, MEASURES, NEGLIGIBLE, type CompareDesign, type Measure } from "./design.ts";
export { timesLonger } from "./more-time.ts";
export { sparseQuantile, sparseSince, summedCounts, type SparseHistogram } from "./sparse.ts";
export { differencesOf, pairsOf } from "./units.ts";
export { comparisonOf, regressionOf, type CompareWish, type NamedRun, type RunOverTime } from "./report.ts";
export type { GateWish } from "./gate.ts";
