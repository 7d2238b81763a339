// The planner of a stand-in server, asked what statements would cost with and without candidates.
// Belongs here: building candidates without rows, their sizes, switching, EXPLAIN. Does not: which to ask about (candidates), which to
// take (choose), how the stand-in came to be (commands).
export { type Answer, askPlan, refusalOf } from "./ask.ts";
export { type Built, type Builds } from "./build.ts";
export { fillParameters, highestParameter, standsOnce } from "./fill.ts";
export type { ShadowGround } from "./ground.ts";
export type { Plan, Scan } from "./plan.ts";
export { type IndexPlanner, indexPlanner, type Question } from "./planner.ts";
export { readPlannerSettings, type Setting, usePlannerSettings } from "./settings.ts";
export { type Assumption, type Prepared, prepareStatement } from "./statement.ts";
export { arrayItems, typicalBounds } from "./typical.ts";
