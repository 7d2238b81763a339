import type { Finding } from "../../kit/index.ts";

/** The one place where a finding's English is written; docs/findings/<code>.md is generated from it. */
export interface FindingPage {
  readonly code: string;
  /** A few words: `Foreign key without an index`. */
  readonly title: string;
  /** One line about this very finding, with its names and numbers. Text of strangers goes through `safeText`. */
  readonly sentence: (finding: Finding) => string;
  /** A paragraph or two of Markdown: why it matters, how it is detected, when it is wrong to act. */
  readonly why: string;
  /** What would show that it is none: a question to ask before acting. Markdown. */
  readonly wrongWhen?: string;
  /** How to mend it, Markdown. */
  readonly mend: string;
}
