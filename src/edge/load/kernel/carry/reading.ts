import { recordValue } from "../../../../load/sending/index.ts";
import { monotonicMs } from "../../clock.ts";
import { AGAIN, WAIT } from "../../hot/index.ts";
import { linux } from "../libc/index.ts";
import { BROKEN, ENDED, NOTHING, WASTE_BYTES, discard, read } from "../receiver.ts";
import { NONE, type Carried } from "./carried.ts";
import { replace } from "./connection.ts";
import { UNREAD_FROM, markFor } from "./low-water.ts";
import { broken, write } from "./writing.ts";

const ENDING = linux.EPOLLRDHUP | linux.EPOLLHUP | linux.EPOLLERR;

// The two clocks are read one after the other: a stamp may seem to be so much later than our own reading of the time.
const SLACK_MS = 0.02;

/**
 * Reads a connection until nothing is left in its socket, and sends the next request once its answer is complete. The edge
 * is gone after that, so where the server has said that it ends the connection, the end itself must be read here.
 */
export function readAll(carried: Carried, connection: number, flags: number): void {
  const { receiver } = carried;
  const { wire, core } = carried.lane;
  const socket = carried.sockets[connection] ?? NONE;
  let toTheEnd = (flags & ENDING) !== 0;
  let isAnswered = false;
  for (;;) {
    const unread = wire.skippable(connection);
    const isUnread = unread >= UNREAD_FROM;
    const count = isUnread ? discard(receiver, socket, unread) : read(receiver, socket);
    if (count <= ENDED) {
      if (count === NOTHING && !isAnswered) return markFor(carried, connection, unread);
      if (count === NOTHING) return next(carried, connection, monotonicMs());
      return finish(carried, connection, count);
    }
    const now = monotonicMs();
    core.atMs = arrivalOf(carried, connection, now);
    carried.arrived.to = count;
    const action = isUnread ? wire.skipped(connection, count) : wire.receive(connection, carried.arrived);
    if (action !== WAIT) {
      recordValue(core.memory.queueing, (now - core.atMs) * 1_000);
      // An answer that came before its request was fully sent leaves bytes on the way that the next one must not follow.
      if (action !== AGAIN || carried.unsent[connection] !== undefined) return replace(carried, connection);
      if (!toTheEnd && !isUnread) return next(carried, connection, now);
      isAnswered = true;
    } else if (!toTheEnd && count < (isUnread ? Math.min(unread, WASTE_BYTES) : receiver.input.length)) {
      // A short read has emptied the socket.
      return markFor(carried, connection, wire.skippable(connection));
    }
    // Behind a body that was not read there may be bytes that belong to nothing.
    toTheEnd ||= isUnread;
  }
}

export function next(carried: Carried, connection: number, now: number): void {
  if (carried.lowWater[connection] !== 1) markFor(carried, connection, 0);
  carried.lane.core.atMs = now;
  write(carried, connection);
}

export function finish(carried: Carried, connection: number, result: number): void {
  if (result === BROKEN) return broken(carried, connection, carried.receiver.code);
  carried.lane.core.atMs = monotonicMs();
  carried.lane.wire.ended(connection);
  replace(carried, connection);
}

/** The kernel's stamp of what was just read, where it can be: not before its request, not in the future, of a clock that ran. */
export function arrivalOf(carried: Carried, connection: number, now: number): number {
  const { stamps } = carried.machine;
  const { stampMs } = carried.receiver;
  const { core, wire } = carried.lane;
  // Where requests pass each other, an answer may well have come before the last of them was written.
  const writtenAt = wire.multiplexed === undefined ? (core.writtenAt[connection] ?? 0) : 0;
  const isSound = stampMs <= now + SLACK_MS && stampMs >= writtenAt - SLACK_MS && stampMs > stamps.brokenUntil;
  if (isSound) {
    carried.stamped += 1;
    return Math.min(now, Math.max(stampMs, writtenAt));
  }
  carried.unstamped += 1;
  return now;
}
