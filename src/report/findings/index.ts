// The English of every finding, written once, by subject.
// Belongs here: titles, sentences, reasons and mends. Does not: when a finding is raised (its own room).
import { sortedBy } from "../../kit/index.ts";
import type { FindingPage } from "./page.ts";

export type { FindingPage } from "./page.ts";

/** All pages in the order of their codes. */
export const findingPages: readonly FindingPage[] = sortedBy([], (page: FindingPage) => page.code);
