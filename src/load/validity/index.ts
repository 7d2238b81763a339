// Whether a run can be believed: how much of the measured delay is the generator's own. Pure.
// Belongs here: what being starved means, its thresholds and how they were found. Does not: words, exit codes, measuring.
export { validityOf, type Validity, type ValidityFacts } from "./validity.ts";
