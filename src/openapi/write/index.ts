// Facts about an API as an OpenAPI 3.0, 3.1 or 3.2 document, new or merged into the text of an existing one.
// Belongs here: the document's form. Does not: where facts come from (typescript/routes), files.
export { writeDocument } from "./document.ts";
export { documentText } from "./text.ts";
export { mergeDocument, type Merged } from "./merge.ts";
export { serverPath, writtenVersion } from "./version.ts";
export type { DocumentFacts, NoteFacts, OperationFacts, WriteOptions, WrittenVersion } from "./facts.ts";
