// What `db suggest-indexes` does beside the advice itself: workload files, the shadow that plans, the migration.
// Belongs here: glue between the World and advice/indexes. Does not: candidates, prices, choice (advice/indexes), layout (report/indexes).
export { suggestInput } from "./input.ts";
export { suggestOutput } from "./output.ts";
export { suggestIndexes } from "./suggest.ts";
