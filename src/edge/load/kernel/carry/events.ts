import { failureOfCode } from "../../../../load/sending/index.ts";
import { linux } from "../libc/index.ts";
import { flagsAt, generationAt, placeAt } from "../poller.ts";
import { NONE, type Carried } from "./carried.ts";
import { finishDial, isReady, undialed } from "./connection.ts";
import { greet } from "./greeting.ts";
import { writeQueued } from "./layered.ts";
import { receive } from "./receiving.ts";
import { write, writeOn } from "./writing.ts";

const READABLE = linux.EPOLLIN | linux.EPOLLRDHUP | linux.EPOLLHUP | linux.EPOLLERR;
const CONNECTED = linux.EPOLLOUT | linux.EPOLLHUP | linux.EPOLLERR;

/** Does what the events of a wait ask for. */
export function onEvents(carrieds: readonly Carried[], found: number): void {
  for (let index = 0; index < found; index += 1) {
    for (const carried of carrieds) {
      const { poller } = carried.machine;
      const connection = placeAt(poller, index) - carried.base;
      if (connection < 0 || connection >= carried.connections) continue;
      // An event for a socket that has been closed since: the connection has another one now.
      if (carried.generations[connection] === generationAt(poller, index))
        onEvent(carried, connection, flagsAt(poller, index));
    }
  }
  for (const carried of carrieds) if (carried.queued > 0) writeQueued(carried);
}

function onEvent(carried: Carried, connection: number, flags: number): void {
  if (carried.sockets[connection] === NONE) return;
  if (carried.dialedAt[connection] !== 0) onDialed(carried, connection, flags);
  else if ((flags & linux.EPOLLOUT) !== 0 && carried.unsent[connection] !== undefined) writeOn(carried, connection);
  const isBlocked = (flags & linux.EPOLLOUT) !== 0 && carried.secure?.isBlocked[connection] === 1;
  // An edge is told once: an end that came with it must be read now.
  if (((flags & READABLE) !== 0 || isBlocked) && isReady(carried, connection)) receive(carried, connection, flags);
}

function onDialed(carried: Carried, connection: number, flags: number): void {
  if (carried.isLayered) return onGreeted(carried, connection, flags);
  if ((flags & CONNECTED) === 0) return;
  const code = finishDial(carried, connection);
  if (code === undefined) write(carried, connection);
  else undialed(carried, connection, failureOfCode(code));
}

function onGreeted(carried: Carried, connection: number, flags: number): void {
  const failure = greet(carried, connection, flags);
  if (failure !== undefined) undialed(carried, connection, failure.kind);
  else if (isReady(carried, connection)) write(carried, connection);
}
