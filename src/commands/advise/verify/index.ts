// `db suggest-indexes --verify`: builds what was suggested, measures, takes it away again.
// Belongs here: the order of the steps, and that nothing half-built stays. Does not: what may be run, medians (advice/indexes/trial).
export { type Verified, verifiedOutput } from "./output.ts";
export { clearInterrupted } from "./unfinished.ts";
export { verifyIndexes } from "./verify.ts";
