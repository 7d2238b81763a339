// The plan of a database's API as an OpenAPI 3.1 document.
// Belongs here: paths, schemas, answers. Does not: what is offered (plan), code.
export { databaseDocument, documentText } from "./document.ts";
export { itemPath } from "./operations.ts";
