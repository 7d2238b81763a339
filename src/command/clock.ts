export interface Clock {
  now(): Date;
  /** Milliseconds of a clock that never goes back, with microsecond resolution. */
  monotonicMs(): number;
  /** Resolves after the time, or rejects with the signal's reason. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
