// Migrations as text and as pages: what was written, run, refused, and where each stands.
// Belongs here: layout and words. Does not: deciding or counting what happened (ledger).
export { createdText } from "./created.ts";
export { migratedText, type RunExtras } from "./migrated.ts";
export { migrationQuestion } from "./question.ts";
export { redoneText, rolledBackText } from "./rolled-back.ts";
export { statusText } from "./status.ts";
export { baselinedText } from "./baselined.ts";
export { dumpedText } from "./dumped.ts";
export { repairedText, repairQuestion } from "./repaired.ts";
export { verifiedText } from "./verified.ts";
export {
  baselinedHtml,
  migratedHtml,
  redoneHtml,
  repairedHtml,
  rolledBackHtml,
  statusHtml,
  verifiedHtml,
} from "./html/index.ts";
