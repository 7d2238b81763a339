import { findingPages, loadPages as pages, type FindingPage } from "../../src/report/findings/index.ts";

/** Pages of a load's report. */
export const loadPages: readonly FindingPage[] = pages.filter(({ code }) => /^load-(?!compare)/.test(code));

/** Pages of a capacity search. */
export const capacityPages: readonly FindingPage[] = findingPages.filter(({ code }) => code.startsWith("capacity-"));
