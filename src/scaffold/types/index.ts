// The types of a specification as TypeScript: one per schema, request and answers per operation, handlers, security.
// Belongs here: schemas → types. Does not: checks of values (validators), routes (express).
export { contextOf, schemaDeclarations, typeFiles } from "./files.ts";
export type { TypeContext } from "./context.ts";
export { closesCircle } from "./circle.ts";
export { isBinary } from "./form.ts";
export { mediaKind, type MediaKind } from "./media.ts";
export { keyOf, parametersIn, requestType } from "./request.ts";
export { responsesType } from "./responses.ts";
