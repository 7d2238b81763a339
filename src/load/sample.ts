import type { FailureKind } from "./failure.ts";

/** So many are handed from thread to thread at a time: a thread that dies takes at most so many along. */
export const SAMPLE_BATCH = 1_000;

/** One finished request, as raw samples are written. */
export interface LoadSample {
  /** Name of the request. */
  readonly route: string;
  /** When it was sent, milliseconds from the start of the run. */
  readonly atMs: number;
  /** When it was due, in an open workload. */
  readonly dueMs?: number;
  /** As it is counted: until the last byte, or until the failure was known. */
  readonly latencyMs: number;
  /** From its sending (the last one, where it was sent twice) to the first byte of the answer; undefined when none came. */
  readonly firstByteMs?: number;
  /** Of the answer, with its headers. */
  readonly receivedBytes?: number;
  /** Undefined when there was no whole answer. */
  readonly status?: number;
  readonly failure?: FailureKind;
  readonly successful: boolean;
}

/**
 * A sample as its line of JSON.
 *
 * @example
 * sampleLine({ route: "GET /users", atMs: 0.1, latencyMs: 3.2, firstByteMs: 3, receivedBytes: 120, successful: true, status: 200 });
 */
export function sampleLine({ route, atMs, dueMs, latencyMs, firstByteMs, ...rest }: LoadSample): string {
  const { successful, status, failure, receivedBytes } = rest;
  const times = { atMs: rounded(atMs), dueMs: rounded(dueMs), latencyMs: rounded(latencyMs) };
  return JSON.stringify({
    route,
    ...times,
    firstByteMs: rounded(firstByteMs),
    successful,
    status,
    failure,
    receivedBytes,
  });
}

const rounded = (milliseconds: number | undefined): number | undefined =>
  milliseconds === undefined ? undefined : Math.round(milliseconds * 1_000) / 1_000;
