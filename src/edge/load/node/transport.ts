import { monotonicMs } from "../clock.ts";
import { newDialer } from "../dial/index.ts";
import type { DialFailure, Lane, Transport } from "../lane/index.ts";
import { newCarried, type Carried } from "./carried.ts";
import { dial, dialNext, dropAll } from "./dial.ts";
import { startPacer } from "./pacer.ts";
import { watchStalls } from "./stalls.ts";
import { onBytes, write } from "./traffic.ts";
import { watchControl, watchTimeouts } from "./watch.ts";

// So many attempts to connect are under way at once; more would overflow a listening server's queue.
const DIALING = 128;

/**
 * Lanes on libuv's event loop. `isSecure` only names it.
 *
 * @example
 * const transport = newNodeTransport("node:net");
 */
export function newNodeTransport(name: "node:net" | "node:tls"): Transport {
  const opened = new Map<Lane, Carried>();
  const carriedOf = (lane: Lane): Carried => {
    const carried =
      opened.get(lane) ?? newCarried(lane, newDialer(lane.plan, lane.wire.input), { ready: write, bytes: onBytes });
    opened.set(lane, carried);
    return carried;
  };
  const close = (): void => {
    for (const carried of opened.values()) dropAll(carried);
    opened.clear();
  };
  return {
    name,
    open: (lane) => openFirst(carriedOf(lane)),
    run: async (lanes) => {
      await Promise.all(runAll(lanes.map(carriedOf)));
      close();
    },
    close,
  };
}

function openFirst(carried: Carried): Promise<DialFailure | undefined> {
  const timeouts = watchTimeouts(carried);
  const tried = new Promise<DialFailure | undefined>((resolve) => {
    carried.opening = resolve;
    carried.nextConnection = 1;
    carried.lane.core.atMs = monotonicMs();
    dial(carried, 0);
  });
  return tried.finally(() => {
    carried.opening = undefined;
    timeouts[Symbol.dispose]();
  });
}

function runAll(carrieds: readonly Carried[]): readonly Promise<void>[] {
  let running = carrieds.length;
  const begun = carrieds.map(begin);
  const pacer = startPacer(carrieds);
  const stalls = watchStalls(carrieds);
  return begun.map((over) =>
    over.finally(() => {
      running -= 1;
      if (running > 0) return;
      pacer[Symbol.dispose]();
      stalls[Symbol.dispose]();
    }),
  );
}

/** Starts a lane whose first connection is open; resolves when it is over. */
function begin(carried: Carried): Promise<void> {
  const watches: Disposable[] = [];
  const over = new Promise<void>((resolve) => {
    carried.settled = resolve;
    watches.push(watchTimeouts(carried), watchControl(carried, resolve));
    write(carried, 0);
    for (let dialing = 0; dialing < DIALING && dialNext(carried); dialing += 1);
  });
  return over.finally(() => watches.forEach((watch) => watch[Symbol.dispose]()));
}
