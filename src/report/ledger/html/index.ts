// The runner's reports as pages of their own: no script, nothing from elsewhere, all text escaped.
// Belongs here: markup and layout. Does not: sentences that the text views have, too (report/ledger), arithmetic.
export { migratedHtml, redoneHtml, rolledBackHtml } from "./run.ts";
export { statusHtml } from "./status.ts";
export { verifiedHtml } from "./verified.ts";
export { baselinedHtml, repairedHtml } from "./small.ts";
