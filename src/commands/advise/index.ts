// What `db suggest-indexes` does beside the advice itself: workload files, the shadow that plans, the migration.
// Belongs here: glue between the World and advice/indexes. Does not: candidates, prices, choice (advice/indexes), layout (report/indexes).
export { suggestInput } from "./input.ts";
export { suggestOutput } from "./output.ts";
export { writeIndexMigration } from "./migration.ts";
export { type SuggestOutput } from "./output.ts";
export { seePlans } from "./see-plans.ts";
export { type Observed, suggestFor, suggestIndexes } from "./suggest.ts";
export { clearInterrupted, type Verified, verifyIndexes } from "./verify/index.ts";
