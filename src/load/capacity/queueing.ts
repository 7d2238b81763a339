/** How a closed run spent its time, as far as its own figures tell. */
export interface QueueingSigns {
  /** Share of the mean response time that is waiting, when the fastest answer is taken as the time without any. */
  readonly waitingShare: number;
  /** Requests in service at once, by the fastest answer's time: throughput times that time. */
  readonly inService: number;
  /** `serial`: about one at a time is served, whatever the users; `saturated`: most of the time is waiting; else `free`. */
  readonly kind: "serial" | "saturated" | "free";
}

const MOSTLY_WAITING = 0.6;
const ABOUT_ONE = 1.3;
const ENOUGH_USERS = 4;

/**
 * What one plain run says about where its time went. The fastest answer stands for a request that waited for nobody, so the
 * rest of the mean is waiting; Little's law on the service alone gives how many requests were worked on at once. An upper
 * bound of both: a lucky fastest answer (a cache) exaggerates.
 *
 * Source: Little 1961; asymptotic bounds: Lazowska et al., Quantitative System Performance, 1984, chapter 5.
 *
 * @example
 * queueingSigns({ users: 50, perSecond: 200, minMs: 5, meanMs: 250 }).kind; // "serial": 200/s · 5 ms = one at a time
 */
export function queueingSigns(figures: {
  readonly users: number;
  readonly perSecond: number;
  readonly minMs: number;
  readonly meanMs: number;
}): QueueingSigns {
  const { users, perSecond, minMs, meanMs } = figures;
  const waitingShare = meanMs === 0 ? 0 : Math.max(0, 1 - minMs / meanMs);
  const inService = (perSecond * minMs) / 1_000;
  const isSaturated = users >= ENOUGH_USERS && waitingShare >= MOSTLY_WAITING;
  if (!isSaturated) return { waitingShare, inService, kind: "free" };
  const isSerial = inService <= ABOUT_ONE && inService * ENOUGH_USERS >= ABOUT_ONE;
  return { waitingShare, inService, kind: isSerial ? "serial" : "saturated" };
}
