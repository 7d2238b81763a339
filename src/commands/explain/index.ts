// What `db explain` does: reading the statements, asking the server for their plans, asking the shadow for indexes.
// Belongs here: glue between the World and advice/plan. Does not: reading plans (advice/plan), words (report/explain).
export { explainInput } from "./input.ts";
export { explainOutput } from "./output.ts";
export { explainStatements } from "./run.ts";
