// A load in rounds, before and after a change: what can be said of each route.
// Belongs here: quantiles of rounds, their differences, intervals, decisions. Does not: sending (edge/load), the change itself.
export {
  compareRounds,
  LEVEL,
  type ComparedMeasure,
  type ComparedRate,
  type ComparedRoute,
  type RoundMode,
} from "./compare-rounds.ts";
export { type Round, roundOf } from "./round.ts";
