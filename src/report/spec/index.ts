// How the result of reading routes is printed.
// Belongs here: layout. Does not: reading code (typescript/routes), the document (openapi/write), sentences of findings (report/findings).
export { specText } from "./text.ts";
export { specNotes } from "./notes.ts";
