// An application's routes, read from its sources as data: who mounts what, what is validated, what is answered.
// Belongs here: interpreting JavaScript and TypeScript with unknown values. Does not: files, type checkers, documents (openapi).
export { isOwnTypes, readApplication } from "./read.ts";
export { readAliases } from "./aliases.ts";
export type { CheckedType, Checker, Sources } from "./machine/machine.ts";
export type {
  ApplicationFacts,
  BodyFacts,
  Confidence,
  ParameterFacts,
  ResponseFacts,
  RouteFacts,
  SecurityFacts,
  SourcePlace,
  Unresolved,
} from "./facts/model.ts";
export { compareProbed, type Compared, type ProbedRoute, type ProbeDifference } from "./probed/index.ts";
