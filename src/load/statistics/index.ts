// Statistics: distributions, tests, intervals, boundaries; numbers in, numbers out.
// Belongs here: what a textbook or a paper defines, with its source. Does not: what a load test concludes from it.
export { batchedMean, batchesOf, carryOver, inBatches, type BatchedMean } from "./batch.ts";
export { betaCdf, betaQuantile } from "./beta.ts";
export { binomialCdf, clopperPearson, orderStatisticRanks, type Ranks } from "./binomial.ts";
export { coarseQuantile, mergedCoarse } from "../coarse-share.ts";
export { hodgesLehmann, hodgesLehmannShift, type LocationEstimate } from "./hodges-lehmann.ts";
export { holm, type HolmStep } from "./holm.ts";
export type { Interval } from "./interval.ts";
export { intervalsOf, type QuantileInterval, type QuantileQuestion } from "./intervals.ts";
export { leastSquares, type LeastSquaresFit, type Observation } from "./least-squares.ts";
export { mannWhitney } from "./mann-whitney.ts";
export { normalCdf, normalQuantile } from "./normal.ts";
export { seededRandom, type Draw } from "../random.ts";
export { spendingBoundaries, spent } from "./spending.ts";
export { steadyStateOf, type SteadyState } from "./steady-state.ts";
export { studentCdf, studentQuantile } from "./student.ts";
export { wilcoxonSignedRank, type RankTest } from "./wilcoxon.ts";
