/** Words of `Control.words`: the main thread writes, lanes read. */
export const STEER = {
  /** 1: nothing new is begun; what is in flight may end. */
  stop: 0,
  /** 1: end now, whatever is in flight. */
  kill: 1,
  /** How many users of a closed workload are to be there now, over all lanes. */
  users: 2,
  /** 1 once the run has begun: lanes wait for it with their first connection open. */
  started: 3,
  /** How many requests (or iterations of a scenario) may still be begun, over all lanes; NO_LIMIT: any number. */
  left: 4,
  /** How many iterations of a scenario have got their rows of its feeders. */
  rows: 5,
  /** From here on a word for each lane's gate: one of GATE. */
  gates: 8,
} as const;

/** Where a gate stands: its lane itself opens it, when it is told to, and takes its time from there. */
export const GATE = { shut: 0, open: 1, opening: 2 } as const;

/** More than a plan may ask for. */
export const NO_LIMIT = 0x7f_ff_ff_ff;
const ALL_USERS = 0x7f_ff_ff_ff;

/** How a run is steered from another thread, or from a callback in the same one. Lanes read it before each request. */
export interface Control {
  /** On a SharedArrayBuffer, so that `Atomics` works on it. */
  readonly words: Int32Array;
  /**
   * Index 0: when the run began, in milliseconds of the monotonic clock. From 1 on, for each gate: when it was opened, or when
   * nothing was in flight any more behind the shut one.
   */
  readonly times: Float64Array;
}

/**
 * Nothing stopped, every gate open, all users wanted; `requestLimit` is shared by all lanes.
 *
 * @example
 * const control = newControl(2);
 * Atomics.store(control.words, STEER.stop, 1); // no lane begins another request
 */
export function newControl(lanes: number, requestLimit = NO_LIMIT): Control {
  const words = new Int32Array(new SharedArrayBuffer(4 * (STEER.gates + lanes)));
  words.fill(1, STEER.gates);
  words[STEER.users] = ALL_USERS;
  words[STEER.left] = requestLimit;
  return { words, times: new Float64Array(new SharedArrayBuffer(8 * (1 + lanes))) };
}
