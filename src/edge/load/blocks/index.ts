// Two endpoints compared: blocks in which one of them alone is loaded, in an order that is drawn.
// Belongs here: turning gates, drains and what a block counted. Does not: the lanes behind the gates (pair/), what follows from
// the blocks (src/load/compare).
export { comparePlans } from "./compare-plans.ts";
