// Schema objects of every version → schemas in the terms of JSON Schema 2020-12.
// Belongs here: keywords, references between schemas, names. Does not: where schemas are used.
export { readNamedSchemas, type NamedSchemas } from "./named.ts";
export { keyOfSchema, reserveComponentNames } from "./names.ts";
export { readSchema } from "./read.ts";
