import type { Level } from "./level.ts";

/** The gap in which the knee lies. */
export interface Bracket {
  /** The highest rate that passed below all that failed. */
  readonly passed: Level | undefined;
  /** The lowest rate that failed. */
  readonly failed: Level | undefined;
  /** A failure below a rate that passed clearly. */
  readonly contradicted: Level | undefined;
}

/** Sorts levels by the side on which they lean. More load is never better: of two that contradict each other the lower one counts. */
export function bracketOf(levels: readonly Level[]): Bracket {
  const failed = levels.find(({ leaning }) => leaning === "failed");
  const passed = levels.findLast(
    ({ leaning, ratePerSecond }) => leaning === "passed" && isBelow(ratePerSecond, failed),
  );
  const clearly = levels.findLast(({ verdict }) => verdict === "passed");
  const isContradicted = failed !== undefined && clearly !== undefined && clearly.ratePerSecond > failed.ratePerSecond;
  return { passed, failed, contradicted: isContradicted ? failed : undefined };
}

const isBelow = (rate: number, level: Level | undefined): boolean => level === undefined || rate < level.ratePerSecond;
