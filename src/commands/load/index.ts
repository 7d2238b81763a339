// What the load commands share: consent, from flags to a plan, running it, what is written, its exit code.
// Belongs here: what load, load run, load compare and load capacity all need. Does not: flags themselves (flags/),
// arithmetic (src/load), layout (src/report/load).
export { checkPlan } from "./check.ts";
export { commandLine } from "./command-line.ts";
export { connectingTo, type ConnectingFlags } from "./connecting.ts";
export { consent } from "./consent.ts";
export { environmentOf } from "./environment.ts";
export { exitCodeOf } from "./exit-code.ts";
export { given } from "./given.ts";
export { measure, type Measurement } from "./measure.ts";
export { permitted } from "./permitted.ts";
export { promisesOf, type Promises } from "./promises.ts";
export { plannedRequest } from "./request.ts";
export { runPlan, warmUp, type Showing } from "./run-plan.ts";
export { shapeFrom } from "./shape.ts";
export { writeOutputs } from "./write-outputs.ts";
