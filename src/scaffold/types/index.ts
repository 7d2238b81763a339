// The types of a specification as TypeScript: one per schema, request and answers per operation, handlers, security.
// Belongs here: schemas → types. Does not: checks of values (validators), routes (express).
export { typeFiles } from "./files.ts";
export { formType } from "./form.ts";
