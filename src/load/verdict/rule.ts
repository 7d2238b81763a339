import type { LoadFinding, LoadReport } from "../result/index.ts";

export type { LoadFinding } from "../result/index.ts";
export type Facts = Omit<LoadReport, "findings">;
export type Rule = (facts: Facts) => readonly LoadFinding[];

/** A finding about the run's target. */
export function finding(facts: Facts, found: Omit<LoadFinding, "subject">): readonly LoadFinding[] {
  return [{ ...found, subject: { kind: "target", name: facts.target.url } }];
}

/** Whole answers. */
export function answersOf({ statuses }: Pick<LoadReport, "statuses">): number {
  return statuses.reduce((sum, { count }) => sum + count, 0);
}

/** A share in percent, rounded down to a tenth. */
export function percentOf(count: number, total: number): number {
  return total === 0 ? 0 : Math.floor((count * 1_000) / total) / 10;
}

/** Whoever looks for a limiter wants to be refused by it. */
export function isLimiterWanted({ thresholds }: Pick<Facts, "thresholds">): boolean {
  return thresholds.some(({ name }) => name === "rate-limit");
}
