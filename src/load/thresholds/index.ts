// Promises about a load: how they are written, where they are read from, and whether they were kept.
// Belongs here: expressions, files and decision records as thresholds, judging them. Does not: findings and words.
export { judgedP99, thresholdsOf, type Promised } from "./judge.ts";
export { parseThreshold, thresholdText, type ThresholdWish } from "./parse.ts";
export { readThresholds } from "./read.ts";
