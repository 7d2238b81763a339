// Which operations of a document are wanted: by tag, by path; and what is left of everything else then.
// Belongs here: the choice. Does not: reading operations and schemas.
export { createChoice, everything, type Choice, type ChosenParts } from "./choice.ts";
export { pruned } from "./prune.ts";
