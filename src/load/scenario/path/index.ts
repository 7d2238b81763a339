// JSONPath (RFC 9535) over answers of strangers: reading a query, and finding its nodes within bounds.
// Belongs here: names, indexes, wildcards, slices, descendants, filters. Does not: function extensions.
export { findNodes, MOST_VISITS } from "./find.ts";
export { readPath } from "./read.ts";
export { isSame } from "./filter.ts";
export type { JsonPath } from "./tree.ts";
