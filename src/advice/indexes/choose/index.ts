// Which of the candidates to take: what each saves the workload less what it costs its writes, under a limit of size.
// Belongs here: weighing. Does not: candidates themselves, asking the planner (shadow), words for people (report).
export { type Costs, costsOf } from "./costs.ts";
export { chooseInRounds } from "./rounds.ts";
export { type Harvest } from "./harvest.ts";
export { usesIndex } from "./matter.ts";
export { writePrice } from "./price.ts";
export { type Redundant, redundantIndexes } from "./redundant.ts";
export { whyNot, type WhyNot } from "./why-not.ts";
