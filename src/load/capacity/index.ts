// Capacity: the search for the highest rate that keeps objectives, the law of throughput against users, what both mean.
// Belongs here: the search as a state machine, its verdicts, estimates, findings. Does not: sending, clocks, words.
export { parseObjective, type Objective } from "./objective.ts";
export { observationOf, type Observation } from "./observation.ts";
export { nextWish, type Ending, type Search, type SearchSettings, type Wish } from "./search.ts";
export { levelsOf, type Level, type Trial } from "./level.ts";
export { isSpoilt } from "./spoilt.ts";
export { isHopeless } from "./hopeless.ts";
export { figuresOf } from "./figures.ts";
export { curveOf, curvePointOf, isCurveDone } from "./curve.ts";
export { capacityReport } from "./conclude.ts";
export { littleCheck } from "./little.ts";
export { scalabilityOf, throughputAt, type Coefficients } from "./scalability.ts";
