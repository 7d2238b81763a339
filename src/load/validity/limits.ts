/**
 * Above these a generator counts as starved. All are shares, 0 to 1. bench/load-truth.ts measures both sides of them. CPU time
 * is none of them: a closed run at full speed uses all of its core and is healthy.
 */
export const STARVED = {
  /** Of the time, in which a sending thread was ready to run and the system ran something else. */
  stolen: 0.1,
  /** Of the time, in which a sending thread stayed away from its sockets for more than 5 ms at a time. */
  stalled: 0.1,
  /** Of the latency's p99: our own delay's p99, of sends and of reads. */
  delay: 0.1,
  /** Of what was due and was not sent for our reasons. */
  unsent: 0.01,
} as const;

/** A delay below it is what timers and batches of answers cost on an idle machine, in microseconds. */
export const DELAY_FLOOR_MICROS = 5_000;

/** A shorter run says nothing about its generator, which has been starting up for a good part of it. */
export const SHORTEST_JUDGED_MS = 1_000;
