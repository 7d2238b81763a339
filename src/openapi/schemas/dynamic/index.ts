// `$dynamicRef` settled before anything is generated: what it means depends on the way that led to it, so each way gets its own schema.
// Belongs here: dynamic scopes, and the schemas rewritten for them. Does not: reading the keyword (schemas), generating (scaffold).
export { withOperationSchemas } from "./operations.ts";
export { withoutDynamicReferences } from "./settle.ts";
export { withSubschemas, type SubschemaKeyword } from "./subschemas.ts";
