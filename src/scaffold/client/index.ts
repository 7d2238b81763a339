// A typed client in one file, and how an operation is asked for.
// Belongs here: operations → requests that are sent. Does not: the sending itself (templates/scaffold), routes.
export { callPlan } from "./call-plan.ts";
export { clientFiles } from "./file.ts";
export { CALL_TEMPLATE } from "./template.ts";
