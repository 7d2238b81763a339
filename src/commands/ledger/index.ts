// What the commands over a migration history share: their inputs, and a session with the folder beside it.
// Belongs here: zod inputs and outputs that several of them have. Does not: the commands, the run itself (ledger).
export { connectionInput, migrationsInput, tableInput } from "./inputs.ts";
export { findingOutput } from "./finding.ts";
export { openLedger } from "./open.ts";
export { observerOf } from "./observe.ts";
