// What load compare consists of: two endpoints in turn, or a run with a saved one.
// Belongs here: from words to a comparison. Does not: arithmetic (src/load/compare), layout (src/report/load/compare).
export { compareEndpoints } from "./endpoints.ts";
export { compareFlags, type CompareFlags } from "./flags.ts";
export { compareSaved, compareWithSaved } from "./saved.ts";
export { sidesOf, type Sides } from "./sides.ts";
