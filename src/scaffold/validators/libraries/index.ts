// Schemas in the words of a validation library (`--validator`), and straight-line checks for what the library cannot say.
// Belongs here: schemas → zod, ajv, TypeBox. Does not: reading requests (validators), the helpers that run (templates/scaffold).
export { schemaSet, type SchemaSet } from "./schema-set.ts";
export { libraryFindings } from "./findings.ts";
export { libraryTemplates } from "./templates.ts";
