import { stepsOf, type Telling } from "./plan-steps.ts";
import type { HelpedQuery } from "./report.ts";
import type { Plan } from "./shadow/index.ts";
import type { WorkloadStatement } from "./workload/index.ts";

interface Plans {
  readonly before: Plan;
  readonly after: Plan;
  /** Cost without any of them. */
  readonly base: number;
  /** The statement's text as it may be shown. */
  readonly text: (text: string) => string;
}

/** A statement with its plans without and with what is suggested. */
export function helpedQuery(
  { text, origin, calls, meanMs }: WorkloadStatement,
  { before, after, base, text: textOf }: Plans,
  telling: Telling,
): HelpedQuery {
  return {
    text: textOf(text),
    origin,
    calls,
    meanMs,
    costBefore: base,
    costAfter: after.cost,
    scansBefore: scansOf(before, telling),
    scansAfter: scansOf(after, telling),
    planBefore: stepsOf(before, telling),
    planAfter: stepsOf(after, telling),
  };
}

/** `Index Scan on orders`, in the plan's order; the shadow's own names of candidates mean nothing to anybody. */
function scansOf({ scans }: Plan, { names }: Telling): readonly string[] {
  return scans
    .filter(({ relation }) => relation !== null)
    .map(({ node, relation, index }) => {
      const by = index === null ? "" : ` by ${names.has(index) ? "the new index" : index}`;
      return `${node} on ${relation}${by}`;
    });
}
