// The published format of a capacity search's result, as zod schemas and the types inferred from them.
// Belongs here: names, units and meanings of figures. Does not: how they are computed.
export { type CapacityCurve, type CurvePoint } from "./curve.ts";
export { capacityReportSchema, type CapacityReport } from "./report.ts";
export { type BrokenObjective, type CapacityTrial } from "./trial.ts";
