// Media types that carry one item after another (SSE, JSON lines, JSON text sequences): what they are to code.
// Belongs here: which they are, and the schema of an item. Does not: types, checks, the writing itself (templates/scaffold).
export { isSequential } from "./sequential.ts";
export { itemChecks, itemSchemas } from "./checks.ts";
