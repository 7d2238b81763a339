/** Where each figure of a lane lies in `LaneMemory.counters`. */
export const COUNTER = {
  finished: 0,
  failed: 1,
  inFlight: 2,
  opened: 3,
  unopened: 4,
  races: 5,
  retried: 6,
  surplus: 7,
  received: 8,
  sent: 9,
  /** When the last request was settled, and when nothing more was begun: milliseconds of the monotonic clock. */
  lastAt: 10,
  stoppedAt: 11,
  /** Arrivals that were taken up. */
  arrived: 12,
  /** Users that are there, or connections that are busy. */
  users: 13,
  /** The longest time away from the sockets, and the sum of those above 5 ms. */
  longestStall: 14,
  stalled: 15,
  /** Answers 429: how many, when the first came, how many requests were finished before, when another answer followed. */
  limited: 16,
  limitedAt: 17,
  limitedAfter: 18,
  recoveredAt: 19,
  /** 1 when too many requests failed. */
  aborted: 20,
  redirected: 21,
  /** 1 when nothing is left to do and nothing is in flight. */
  done: 22,
} as const;

export const COUNTERS = 32;
