// The English of every finding, written once, by subject.
// Belongs here: titles, sentences, reasons and mends. Does not: when a finding is raised (its own room).
import { sortedBy } from "../../kit/index.ts";
import { advicePages } from "./advice.ts";
import { decidePages } from "./decide.ts";
import { diffPages } from "./diff.ts";
import { fromDbPages } from "./from-db.ts";
import { ledgerPages } from "./ledger.ts";
import { lintPages } from "./lint.ts";
import { loadComparePages } from "./load-compare.ts";
import { loadPages } from "./load.ts";
import { loadExportPages } from "./load-export.ts";
import { loadMergePages } from "./load-merge.ts";
import { loadCapacityPages } from "./load-capacity.ts";
import { openapiPages } from "./openapi.ts";
import type { FindingPage } from "./page.ts";
import { scaffoldPages } from "./scaffold.ts";
import { specPages } from "./spec.ts";

export { advicePages, decidePages, diffPages, ledgerPages, lintPages, loadPages, openapiPages, scaffoldPages };
export { capacityMend, capacitySentence } from "./load-capacity.ts";
export { failureName } from "./load-names.ts";
export { reasonSentence } from "./load-reasons.ts";
export { exportSentence } from "./load-export.ts";
export { mergeSentence } from "./load-merge.ts";
export { loadAdvice, loadSentence } from "./load.ts";
export type { FindingPage } from "./page.ts";

/** All pages in the order of their codes. */
export const findingPages: readonly FindingPage[] = sortedBy(
  [
    ...advicePages,
    ...decidePages,
    ...diffPages,
    ...fromDbPages,
    ...ledgerPages,
    ...lintPages,
    ...loadComparePages,
    ...loadPages,
    ...loadCapacityPages,
    ...loadExportPages,
    ...loadMergePages,
    ...openapiPages,
    ...scaffoldPages,
    ...specPages,
  ],
  (page) => page.code,
);
