// JSONPath (RFC 9535): a text → a query, a query × a document → the places that it names.
// Belongs here: the language and its bounds. Does not: what is done with the places (overlay).
export { parsePath, PathError } from "./parse.ts";
export { select, type Budget, type Node } from "./select.ts";
export type { Query } from "./syntax.ts";
