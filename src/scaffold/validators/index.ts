// Validators as straight-line TypeScript: text → typed request, one list of problems with JSON pointers.
// Belongs here: schemas and parameters → checks. Does not: types, routes, the static helpers (templates/scaffold).
export { validatorFiles } from "./files.ts";
export { messageFiles } from "./messages.ts";
export { hasAnswerChecks, responseFiles } from "./responses.ts";
export { validatorFindings } from "./findings.ts";
export { libraryTemplates } from "./libraries/index.ts";
