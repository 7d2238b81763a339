// Migrations as text: what was written, run, refused, and where each stands.
// Belongs here: layout and words. Does not: deciding or counting what happened (ledger).
export { createdText } from "./created.ts";
export { migratedText } from "./migrated.ts";
export { migrationQuestion } from "./question.ts";
export { statusText } from "./status.ts";
