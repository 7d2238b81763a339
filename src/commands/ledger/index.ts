// What the commands over a migration history share: their inputs, and a session with the folder beside it.
// Belongs here: zod inputs and outputs that several of them have. Does not: the commands, the run itself (ledger).
export { connectionInput, ledgerInputs, migrationsInput, runInputs, tableInput, yesInput } from "./inputs.ts";
export { findingOutput } from "./finding.ts";
export { outcomeOutput, reversedOutput, runExitCode, runOutput } from "./outcome.ts";
export { openLedger, readChoice } from "./open.ts";
export { askBefore } from "./ask.ts";
export { findByName } from "./choose-file.ts";
export { observerOf } from "./observe.ts";
export { openLog } from "./log.ts";
export { runParts, type RunInput } from "./run-parts.ts";
export { printedParts } from "./printed.ts";
export { rollBack } from "./roll-back.ts";
export { dumpSchema, findDump } from "./dump.ts";
export { openEmptyShadow } from "./shadow.ts";
export { withDump } from "./after-run.ts";
export { rehearsalOf } from "./rehearsal-of.ts";
