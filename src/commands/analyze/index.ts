// What `db analyze` does beside the examination itself: opening its source, remembering, writing migrations.
// Belongs here: glue between the World and the pure rooms. Does not: rules (advice), layout (report/advice).
export { analysisOutput } from "./output.ts";
export { withSource, type OpenedSource, type SourceInput } from "./source.ts";
export { readBaseline, saveBaseline } from "./baseline.ts";
export { helpedOutput } from "./helped-output.ts";
export { diagramOutput } from "./diagram-output.ts";
export { ruleSettings, suppressionsOf } from "./choices.ts";
export { recall, remember } from "./memory.ts";
export { examineNPlusOne } from "./n-plus-one.ts";
export { writeMigrations } from "./migrations.ts";
