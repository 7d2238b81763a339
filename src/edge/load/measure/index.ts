// From what lanes have counted to the facts of a run.
// Belongs here: merging lanes, how busy this process was. Does not: what follows from the facts (src/load).
export { measuredOf, type RunFacts } from "./measured.ts";
export { newMeter, type Meter } from "../meter.ts";
export { startProgress } from "./progress.ts";
