// A statement's plan as EXPLAIN tells it: which node costs what, and what stands out about it.
// Belongs here: reading a plan's JSON, shares, remarks as data. Does not: asking a server (commands), words (report/explain).
export { readPlanTree, type PlanNode } from "./tree.ts";
export { remarksOn, type Remark, type RemarkCode } from "./remarks.ts";
