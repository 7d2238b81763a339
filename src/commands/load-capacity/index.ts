// How a capacity search is carried out: trials, the pauses between them, the curve of users.
// Belongs here: what runs in which order, and what is shown meanwhile. Does not: what is tried next (src/load/capacity).
export { findCapacity } from "./find.ts";
export { isScenarioFile, withScenario } from "./scenario.ts";
export type { Subject } from "./subject.ts";
