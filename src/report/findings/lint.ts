import { lintBlockingPages } from "./lint-blocking.ts";
import { lintBreakingPages } from "./lint-breaking.ts";
import { lintDesignPages } from "./lint-design.ts";
import { lintProofPages } from "./lint-proof.ts";
import { lintWaitingPages } from "./lint-waiting.ts";
import type { FindingPage } from "./page.ts";

/** What `db lint` says of a migration. */
export const lintPages: readonly FindingPage[] = [
  ...lintBlockingPages,
  ...lintWaitingPages,
  ...lintBreakingPages,
  ...lintDesignPages,
  ...lintProofPages,
];
