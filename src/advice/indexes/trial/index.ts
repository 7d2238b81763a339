// Trials of built indexes: which statements can be run as they are, and what their times say.
// Belongs here: texts that may be run, values of the statistics in the place of parameters, medians. Does not: running them (commands).
export { type Spread, spreadOf } from "./spread.ts";
export { type Trial, trialsOf } from "./trials.ts";
