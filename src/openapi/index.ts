// A specification (OpenAPI 3.0–3.2, Swagger 2.0) as a model, and back: read, references, build, write, check, diff.
// Belongs here: what a document says. Does not: what is generated from it (scaffold), files (the edge hands in their text).
export type * from "./model.ts";
export type * from "./schema.ts";
export { schemaReference, schemaWriter } from "./schema-json.ts";
export { readSpecification, type ReadOptions } from "./read.ts";
export {
  withOperationSchemas,
  withoutDynamicReferences,
  withSubschemas,
  type SubschemaKeyword,
} from "./schemas/dynamic/index.ts";
export { defaultFolder } from "./refs/index.ts";
export { locate, type Position } from "./text/index.ts";
export { piecesOf, reachedFrom, type Pieces, type Wanted } from "./excerpt/index.ts";
