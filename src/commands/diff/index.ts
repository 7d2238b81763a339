// What `db diff` does beside planning: opening its two sources, proving on a shadow, writing files.
// Belongs here: glue between the World and the pure rooms. Does not: what changed and in which order (diff), layout (report/diff).
export { diffOutput, type DiffOutput } from "./output.ts";
export { findingsOf } from "./findings.ts";
export { shownHazard } from "./hazards.ts";
export { looksOf, readSides, type Sides } from "./choose.ts";
export { refusePlan, unreadOf, warningsOf } from "./judge.ts";
export { withPublicOf } from "./public-schema.ts";
export { proveOnShadow, renamedModel } from "./prove.ts";
export { chooseRenames } from "./renames.ts";
export { majorOf } from "./sources.ts";
export { shownProof } from "./shown-proof.ts";
export { untilAborted } from "./until-aborted.ts";
export { migrationFiles } from "./write.ts";
