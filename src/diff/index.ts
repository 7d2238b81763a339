// From the schema that is there to the schema that is wanted: what changed, in which order, by which statements, at what cost.
// Belongs here: comparing, renames, planning, rendering, proving on a shadow. Does not: reading catalogues (catalog), running
// migrations against a target (ledger), opinions on strangers' files (lint).
export { cutShort, quietLoss } from "./kinds/quiet-loss.ts";
export type { Hazard } from "./plan/hazard.ts";
export { type Plan, planBetween, type PlanOptions } from "./plan/plan.ts";
export { renderPlain } from "./plan/render.ts";
export type { Batch, Step } from "./plan/step.ts";
export { fileText, hazardText, TIMEOUTS, type Timeouts } from "./plan/files.ts";
export type { ObjectChange } from "./plan/summary.ts";
export type { UnmodelledObject } from "./plan/unmodelled.ts";
export { titleOf } from "./plan/title.ts";
export { adopt, renameRole, rolesIn, type Silence } from "./adopt.ts";
export { type Rename, renameCandidates } from "./rename/candidates.ts";
export { withFollowers } from "./rename/followers.ts";
export { withRenames } from "./rename/plan.ts";
export { renamesInText } from "./rename/comments.ts";
export { renameFlag, settleRenames, type Settled } from "./rename/settle.ts";
export { rebuild } from "./proof/rebuild.ts";
export { afterRenames, prove, type Proof } from "./proof/prove.ts";
export { continuedFrom } from "./proof/reach.ts";
export { rollbacksOf, type States } from "./proof/rollbacks.ts";
export { type Measured, type MeasuredStep, measurePlan } from "./proof/measure-plan.ts";
export { withMeasured } from "./proof/with-measured.ts";
