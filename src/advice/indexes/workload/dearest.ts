import type { WorkloadStatement } from "./statement.ts";

/** As many as are read of pg_stat_statements: the planner is asked about each of them more than once. */
export const MOST_STATEMENTS = 500;

export interface Dearest {
  /** In the order that they were given in. */
  readonly statements: readonly WorkloadStatement[];
  readonly passedOver: number;
}

/**
 * The statements of a large workload that take most: by the time of all calls where each was timed, else by calls.
 *
 * @example
 * dearest(workload).passedOver; // 0
 */
export function dearest(workload: readonly WorkloadStatement[], most: number = MOST_STATEMENTS): Dearest {
  if (workload.length <= most) return { statements: workload, passedOver: 0 };
  const isTimed = workload.every(({ meanMs }) => meanMs !== null);
  const weight = ({ calls, meanMs }: WorkloadStatement): number => calls * (isTimed ? (meanMs ?? 1) : 1);
  const kept = new Set(workload.toSorted((a, b) => weight(b) - weight(a)).slice(0, most));
  return { statements: workload.filter((one) => kept.has(one)), passedOver: workload.length - most };
}
