/**
 * Above these a generator counts as starved. All are shares, 0 to 1. Each lies between what healthy generators showed and what starved
 * ones did: docs/decisions/0011-load-validity.md has the figures, bench/load-truth.ts measures both sides again. CPU time is none of
 * them: a closed run at full speed uses all of its core and is healthy.
 */
export const STARVED = {
  /** Of the time, in which a sending thread was ready to run and the system ran something else: seen 0 to 0.23 and 0.42 to 0.90. */
  stolen: 0.33,
  /**
   * Of the time, in which a sending thread stayed away from its sockets for more than 5 ms at a time: 0 to 0.26 (500 answers at once
   * take a while) and 0.64 to 0.94.
   */
  stalled: 0.4,
  /** Of the latency's p95: the lateness of sends, p95. */
  late: 0.1,
  /** Of what was due and was not sent for our reasons. */
  unsent: 0.01,
} as const;

/**
 * A delay of one in twenty below it is what timers, batches of answers and waking cost on a machine that others use too, in
 * microseconds: sends up to 2,300 late at p95 and reads up to 9,000 (500 connections) were healthy, but once more than 5,000 among 200
 * sends on a machine with ten runnable programs for each core; starved were 14,000 and 20,000. P99 does not tell them apart: a
 * single pause of 20 ms makes it in two seconds, whatever the rest of the run was.
 */
export const FLOOR_MICROS = { send: 10_000, read: 20_000 } as const;

/** A shorter run says nothing about its generator, which has been starting up for a good part of it. */
export const SHORTEST_JUDGED_MS = 1_000;
