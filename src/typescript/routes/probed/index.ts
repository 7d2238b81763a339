// What a started application says of its routes, beside what its sources say.
// Belongs here: comparing the two, completing the one with the other. Does not: starting it (edge/probe), sentences (report).
export { compareProbed, type Compared, type ProbeDifference } from "./compare.ts";
export type { ProbedRoute } from "./route.ts";
