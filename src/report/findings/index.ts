// The English of every finding, written once, by subject.
// Belongs here: titles, sentences, reasons and mends. Does not: when a finding is raised (its own room).
import { sortedBy } from "../../kit/index.ts";
import { advicePages } from "./advice.ts";
import { decidePages } from "./decide.ts";
import { ledgerPages } from "./ledger.ts";
import { loadPages } from "./load.ts";
import { openapiPages } from "./openapi.ts";
import type { FindingPage } from "./page.ts";
import { scaffoldPages } from "./scaffold.ts";

export { advicePages, decidePages, ledgerPages, loadPages, openapiPages, scaffoldPages };
export { failureName } from "./load-names.ts";
export { loadAdvice, loadSentence } from "./load.ts";
export type { FindingPage } from "./page.ts";

/** All pages in the order of their codes. */
export const findingPages: readonly FindingPage[] = sortedBy(
  [...advicePages, ...decidePages, ...ledgerPages, ...loadPages, ...openapiPages, ...scaffoldPages],
  (page) => page.code,
);
