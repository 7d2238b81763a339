import type { LoadPlan } from "../../load/index.ts";
import type { Objective } from "../../load/capacity/index.ts";

/** What is searched: a plan without its amount of load, and what has to hold. */
export interface Subject {
  /** Its concurrency and duration are replaced trial by trial. */
  readonly plan: LoadPlan;
  readonly objectives: readonly Objective[];
  /** The address as it may be shown. */
  readonly shown: string;
  /** What is sent: `GET /users`, or a scenario's name. */
  readonly request: string;
  /** What a rate counts: single requests, or a scenario's iterations. */
  readonly unit: "request" | "iteration";
}

/** The strictest time that the objectives allow, in milliseconds; a second where they speak of errors only. */
export function strictestMs({ objectives }: Pick<Subject, "objectives">): number {
  const limits = objectives.flatMap(({ limitMs }) => (limitMs === undefined ? [] : [limitMs]));
  return limits.length === 0 ? 1_000 : Math.min(...limits);
}
