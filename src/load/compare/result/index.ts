// The published format of a comparison, as zod schemas and the types inferred from them.
// Belongs here: names, units and meanings of figures. Does not: how they are computed. Only what prints comparisons
// imports it, because zod is slow to load.
export { compareReportSchema, type CompareReport } from "./report.ts";
export { measureSchema, verdictSchema, gateSchema, type ComparedMeasure, type Gate, type Verdict } from "./verdict.ts";
export { sideSchema, type ComparedSide } from "./side.ts";
