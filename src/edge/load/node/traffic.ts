import { monotonicMs } from "../clock.ts";
import { AGAIN, WAIT, isUser } from "../hot/index.ts";
import type { Carried } from "./carried.ts";
import { finishWhenOver, dialNext, drop, replace } from "./dial.ts";

/** Writes what a connection has to send now; without anything it stays open as long as its user is there. */
export function write(carried: Carried, connection: number): void {
  const { core, wire } = carried.lane;
  core.atMs = monotonicMs();
  const bytes = wire.next(connection);
  if (core.schedule !== undefined || core.actor !== undefined) carried.poke();
  if (bytes !== undefined) {
    carried.sockets[connection]?.write(bytes);
    if (wire.multiplexed?.isFull(connection) === true) waitForRoom(carried, connection);
    if (core.schedule !== undefined) dialNext(carried);
    return;
  }
  if (!isUser(core, connection * wire.streams) && wire.multiplexed?.isBusy(connection) !== true)
    drop(carried, connection);
  finishWhenOver(carried);
}

/** Bodies of a multiplexed connection wait for the socket, so that it does not keep copies of all of them. */
function waitForRoom(carried: Carried, connection: number): void {
  const link = carried.sockets[connection];
  link?.once("drain", () => {
    if (carried.sockets[connection] !== link) return;
    carried.lane.wire.multiplexed?.drained(connection);
    write(carried, connection);
  });
}

/** So many bytes have come for a connection. */
export function onBytes(carried: Carried, connection: number, count: number): void {
  const { core, wire } = carried.lane;
  core.atMs = monotonicMs();
  carried.arrived.to = count;
  const action = wire.receive(connection, carried.arrived);
  if (action === WAIT) return;
  if (action === AGAIN) writeSoon(carried, connection);
  else replace(carried, connection);
}

// All answers that have arrived are read before the next requests are written: their arrival is stamped sooner, and a
// server on another core is woken once for all of them instead of once for each.
function writeSoon(carried: Carried, connection: number): void {
  if (carried.queued === 0) setImmediate(writeQueued, carried);
  carried.queue[carried.queued] = connection;
  carried.queued += 1;
}

function writeQueued(carried: Carried): void {
  const count = carried.queued;
  carried.queued = 0;
  for (let index = 0; index < count; index += 1) {
    const connection = carried.queue[index] ?? 0;
    if (!isOpen(carried, connection)) continue;
    if (isSent(carried, connection)) write(carried, connection);
    else replace(carried, connection);
  }
}

// An answer that came before its request was fully sent leaves bytes on the way that the next one must not follow. Only now can
// that be asked: node:tls says that bytes have left in the turn of the loop after they have, which may be after the answer.
function isSent({ lane, sockets }: Carried, connection: number): boolean {
  return lane.wire.multiplexed !== undefined || sockets[connection]?.writableLength === 0;
}

/** True when the connection is there and ready. */
export function isOpen({ sockets, dialedAt }: Carried, connection: number): boolean {
  return sockets[connection] !== undefined && dialedAt[connection] === 0;
}
