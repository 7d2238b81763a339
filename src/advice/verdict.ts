import type { Finding, Severity } from "../kit/index.ts";
import { changesSince, type Memory } from "./memory.ts";
import type { FindingName } from "./suggestion.ts";

/** What a baseline has of the findings, and what is new against it. */
export interface BaselineComparison {
  readonly file: string;
  readonly known: number;
  readonly added: readonly FindingName[];
  readonly gone: readonly FindingName[];
}

export type FailOn = Severity | "never";

export interface Verdict {
  readonly counts: Readonly<Record<Severity, number>>;
  readonly baseline: BaselineComparison | null;
  readonly failOn: FailOn;
  readonly failed: boolean;
}

const RANK: Readonly<Record<FailOn, number>> = { info: 0, warning: 1, error: 2, never: 3 };

/**
 * Whether the findings fail: those of the severity and above, and against a baseline only those that are new.
 *
 * @example
 * verdictOf(findings, { failOn: "warning", baseline: undefined }).failed; // true where one is a warning
 */
export function verdictOf(
  findings: readonly Finding[],
  {
    failOn,
    baseline,
  }: { readonly failOn: FailOn; readonly baseline: { readonly file: string; readonly memory: Memory } | undefined },
): Verdict {
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  const comparison = baseline === undefined ? null : comparisonOf(findings, baseline);
  const judged = comparison === null ? findings : findings.filter((one) => isIn(comparison.added, one));
  return {
    counts: { error: count("error"), warning: count("warning"), info: count("info") },
    baseline: comparison,
    failOn,
    failed: judged.some(({ severity }) => RANK[severity] >= RANK[failOn]),
  };
}

function comparisonOf(
  findings: readonly Finding[],
  { file, memory }: { readonly file: string; readonly memory: Memory },
): BaselineComparison {
  const { gone, added } = changesSince(memory, findings);
  return { file, known: memory.findings.length - gone.length, added, gone };
}

const isIn = (names: readonly FindingName[], { code, subject }: Finding): boolean =>
  names.some((name) => name.code === code && name.subject === subject.name);
