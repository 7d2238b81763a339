// The plan of a database's API as code: repositories, handlers, policy, tests.
// Belongs here: fragments of TypeScript with SQL in them. Does not: types, validators and routes (the contract layer does them).
export { handlersFile, type HandlerPlan } from "./handlers.ts";
export { policyFile, resourcesFile } from "./policy.ts";
export { repositoryFile } from "./repository.ts";
export { testFile } from "./tests.ts";
export type { OperationNames, Verb } from "./context.ts";
