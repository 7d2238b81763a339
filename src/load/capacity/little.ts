/** Little's law on a closed load: users against what throughput and response time say together. */
export interface LittleCheck {
  /** Requests in the system on average: X · R. */
  readonly inSystem: number;
  /** By which share that differs from the number of users; negative: fewer. */
  readonly deviationShare: number;
  /** Within 5 %: times and counts describe the same run. */
  readonly holds: boolean;
}

const TOLERATED = 0.05;

/**
 * Users without think time are always in the system, so N = X · R. A difference means that users paused (connecting,
 * a busy generator) or that some requests are missing from one of both figures.
 *
 * Source: Little, "A Proof for the Queuing Formula L = λW", Operations Research 9(3), 1961.
 *
 * @example
 * littleCheck({ users: 50, perSecond: 500, meanMs: 99 }); // { inSystem: 49.5, deviationShare: -0.01, holds: true }
 */
export function littleCheck(figures: {
  readonly users: number;
  readonly perSecond: number;
  readonly meanMs: number;
}): LittleCheck {
  const inSystem = (figures.perSecond * figures.meanMs) / 1_000;
  const deviationShare = figures.users === 0 ? 0 : (inSystem - figures.users) / figures.users;
  return { inSystem, deviationShare, holds: Math.abs(deviationShare) <= TOLERATED };
}
