// The flags that several load commands share, as zod shapes to be spread into an input schema.
// Belongs here: what a flag is called, takes and says. Does not: what it means for a plan.
export { someTime, someShare } from "./kinds.ts";
export { connectionFlags, type ConnectionFlags } from "./connection.ts";
export { consentFlags, type ConsentFlags } from "./consent.ts";
export { gateFlags, type GateFlags } from "./gate.ts";
export { outputFlags, type OutputFlags } from "./output.ts";
export { requestFlags, type RequestFlags } from "./request.ts";
export { engineFlags, shapeFlags, type EngineFlags, type ShapeFlags } from "./shape.ts";
