import type { DialFailure } from "../dial/index.ts";
import { STEER, type Control } from "../memory/index.ts";
import type { Lane } from "./lane.ts";

export type { DialFailure };

/**
 * Carries lanes: opens their connections, reads into `lane.wire`, writes what it hands out, and asks `wake` for what is due.
 * It polls `control` at least every 50 ms, and between requests through the core.
 */
export interface Transport {
  /** `node:net`, `node:tls`, `kernel`. */
  readonly name: string;
  /** Tries `lane.address` with the lane's very first connection, which it keeps for the run; answers why it failed. */
  open(lane: Lane): Promise<DialFailure | undefined>;
  /**
   * Runs lanes that have been opened, from `control.times[0]` on (`start` has been called for each), until all are over, or
   * a second after they were told to stop, or at once when `control` says kill. Connections are closed when it resolves.
   */
  run(lanes: readonly Lane[], control: Control): Promise<void>;
  /** Closes whatever is open; for a run that never began. */
  close(): void;
}

/** Nothing more is begun, in any lane. */
export function stopAll({ words }: Control): void {
  Atomics.store(words, STEER.stop, 1);
}
