// Two endpoints compared: blocks in which one of them alone is loaded, in an order that is drawn, in one thread.
// Belongs here: gates, drains and what a block counted. Does not: what follows from the blocks (src/load/compare).
export { comparePlans, type PlanPair } from "./compare-plans.ts";
