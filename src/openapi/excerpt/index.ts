// A document taken apart into its paths and components, and the smaller document that some of its paths need.
// Belongs here: cutting text, following references by their names. Does not: what the parts mean (build, schemas).
export { piecesOf, type Pieces, type Replaced, type Wanted } from "./pieces.ts";
export { reachedFrom } from "./reached-from.ts";
