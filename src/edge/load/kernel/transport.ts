import type { Lane, Transport } from "../lane/index.ts";
import { dropAll, newCarried, newMachine, openFirst, releaseMachine, runLanes, type Carried } from "./carry/index.ts";
import type { Libc } from "./libc/index.ts";

/** A transport, and where its lanes have to read: C writes there. */
export interface KernelTransport extends Transport {
  readonly name: "kernel";
  readonly input: Uint8Array;
  /** True when all answers so far carried the kernel's stamp. */
  isStamped(): boolean;
  /** Share of the run in which it was not waiting for events, 0 to 1. */
  busy(): number;
}

/**
 * Transport B: lanes of HTTP/1.1 without TLS on epoll, with latencies that end at the kernel's stamp of the answer's last byte.
 * `open` and `run` block their thread, so it belongs into a worker of its own. `libc` is what `testKernel` answered, in the
 * same thread.
 *
 * @example
 * const libc = await testKernel();
 * if (typeof libc !== "string") newKernelTransport(libc).input; // what newLane is given
 */
export function newKernelTransport(libc: Libc): KernelTransport {
  const machine = newMachine(libc);
  const opened = new Map<Lane, Carried>();
  let places = 0;
  const carriedOf = (lane: Lane): Carried => {
    const carried = opened.get(lane) ?? newCarried(machine, lane, places);
    if (!opened.has(lane)) places += carried.connections;
    opened.set(lane, carried);
    return carried;
  };
  let isReleased = false;
  let busy = 0;
  const close = (): void => {
    if (isReleased) return;
    isReleased = true;
    opened.forEach(dropAll);
    releaseMachine(machine);
  };
  return {
    name: "kernel",
    input: machine.receiver.input.bytes,
    isStamped: () => [...opened.values()].every(({ stamped, unstamped }) => stamped > 0 && unstamped * 1_000 < stamped),
    busy: () => busy,
    open: async (lane) => openFirst(carriedOf(lane)),
    run: async (lanes, control) => {
      try {
        busy = runLanes(machine, lanes.map(carriedOf), control);
      } finally {
        close();
      }
    },
    close,
  };
}
