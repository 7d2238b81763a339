import { monotonicMs } from "../clock.ts";
import { wake, wakeAt } from "../hot/index.ts";
import { passGate } from "../lane/index.ts";
import type { Carried } from "./carried.ts";
import { dial } from "./dial.ts";
import { isOpen, write } from "./traffic.ts";
import { admit } from "./watch.ts";

// setTimeout counts in whole milliseconds and fires up to one late: so far ahead of a due time it hands over.
const SPIN_MS = 1.3;
const LONGEST_MS = 1_000;
const GATE_MS = 1;
// The system lets a sleep last some 50 µs longer than asked, and needs some more to run the thread.
const OVERSLEEP_MS = 0.12;

const nap = new Int32Array(new SharedArrayBuffer(4));

/**
 * Sends what comes due by the clock, for all lanes of a thread: arrivals, users after a pause, lanes whose gate opens. Far
 * from the next due time it sleeps in a timer. The last 1.3 ms it goes round the event loop without waiting: that costs a
 * core at rates above some 700 a second, but reads answers all the same and sends to within some microseconds. While
 * nothing is in flight there is nothing to read, and it sleeps instead, to within a tenth of a millisecond.
 */
export function startPacer(carrieds: readonly Carried[]): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let spin: NodeJS.Immediate | undefined;
  let armedFor = Number.POSITIVE_INFINITY;
  const isGated = carrieds.length > 1;
  const disarm = (): void => {
    clearTimeout(timer);
    clearImmediate(spin);
  };
  const arm = (): void => {
    disarm();
    armedFor = nextOf(carrieds);
    const waitMs = Math.min(armedFor - monotonicMs(), isGated ? GATE_MS : LONGEST_MS);
    if (waitMs > SPIN_MS || isGated) timer = setTimeout(turn, isGated ? GATE_MS : waitMs - SPIN_MS);
    else spin = setImmediate(turn);
  };
  const turn = (): void => {
    if (!isGated) napUntil(carrieds, armedFor);
    for (const carried of carrieds) {
      sendDue(carried);
      // Connections that were not opened, or were lost, while the gate was shut.
      if (isGated) admit(carried);
    }
    arm();
  };
  const poke = (): void => {
    if (nextOf(carrieds) < armedFor) arm();
  };
  for (const carried of carrieds) carried.poke = poke;
  turn();
  return { [Symbol.dispose]: disarm };
}

const nextOf = (carrieds: readonly Carried[]): number => {
  let next = Number.POSITIVE_INFINITY;
  for (const { lane } of carrieds) next = Math.min(next, wakeAt(lane.core));
  return next;
};

/** Sleeps until shortly before a due time that is near, when nothing can come in meanwhile. */
function napUntil(carrieds: readonly Carried[], dueAt: number): void {
  const waitMs = dueAt - monotonicMs() - OVERSLEEP_MS;
  if (waitMs <= 0 || waitMs > SPIN_MS || carrieds.some(isWaiting)) return;
  Atomics.wait(nap, 0, 0, waitMs);
}

const isWaiting = ({ lane, reserved, queued }: Carried): boolean =>
  lane.core.inFlight > 0 || reserved > 0 || queued > 0;

/** Sends whatever is due now. */
function sendDue(carried: Carried): void {
  const { core, wire } = carried.lane;
  core.atMs = monotonicMs();
  passGate(core, core.atMs);
  for (let slot = wake(core); slot >= 0; slot = wake(core)) {
    const connection = Math.floor(slot / wire.streams);
    if (isOpen(carried, connection)) write(carried, connection);
    else if (carried.dialedAt[connection] === 0 && carried.pauses[connection] === undefined) dial(carried, connection);
    // It could not send now after all: asking again would name it again.
    if ((core.freePlace[slot] ?? -1) >= 0) return;
  }
}
