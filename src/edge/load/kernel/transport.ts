import type { Lane, Transport } from "../lane/index.ts";
import {
  connectionsOf,
  dropAll,
  newCarried,
  newMachine,
  openFirst,
  releaseMachine,
  runLanes,
  type Carried,
  type Machine,
} from "./carry/index.ts";
import type { Libc, Openssl } from "./libc/index.ts";
import { newSecure, releaseSecure } from "./secure/index.ts";

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
 * Transport B: lanes on epoll, with latencies that end at the kernel's stamp of the answer's last byte. `open` and `run` block
 * their thread, so it belongs into a worker of its own. `libc` and `openssl` are what `testKernel` and `testOpenssl` answered,
 * in the same thread; without the second it carries no TLS. Errors of `open`: `load-bad-tls`.
 *
 * @example
 * const libc = await testKernel();
 * if (typeof libc !== "string") newKernelTransport(libc).input; // what newLane is given
 */
export function newKernelTransport(libc: Libc, openssl?: Openssl): KernelTransport {
  const machine = newMachine(libc);
  const opened = new Map<Lane, Carried>();
  let places = 0;
  const carriedOf = (lane: Lane): Carried => {
    const carried =
      opened.get(lane) ?? newCarried({ machine, secure: secureFor(machine, lane, openssl), base: places }, lane);
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
    for (const { secure } of opened.values()) if (secure !== undefined) releaseSecure(secure);
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

function secureFor({ kernel, stamps, receiver }: Machine, lane: Lane, openssl: Openssl | undefined) {
  const { plan } = lane;
  if (plan.origin.scheme !== "https") return undefined;
  if (openssl === undefined) throw new TypeError("a lane with TLS needs OpenSSL");
  const connections = connectionsOf(lane);
  return newSecure({ libc: kernel.libc, openssl, stamps, plain: receiver.input, plan, connections });
}
