import { recordValue } from "../../../../load/sending/index.ts";
import { monotonicMs } from "../../clock.ts";
import { AGAIN, RENEW, WAIT } from "../../hot/index.ts";
import { linux } from "../libc/index.ts";
import { BROKEN, ENDED, NOTHING, read } from "../receiver.ts";
import { PIECE_BYTES, feedSession, hasMore, readSession, type Secure } from "../secure/index.ts";
import { NONE, type Carried } from "./carried.ts";
import { isReady, replace } from "./connection.ts";
import { arrivalOf, finish, next } from "./reading.ts";
import { broken, writeOn } from "./writing.ts";

const ENDING = linux.EPOLLRDHUP | linux.EPOLLHUP | linux.EPOLLERR;

/** What a connection has brought: what the wire wants next, and whether it goes on (NOTHING), has ended or broken. */
export interface Brought {
  action: number;
  state: number;
}

/** One for all: a connection is read to its end before the next one is. */
const brought: Brought = { action: WAIT, state: NOTHING };

/**
 * Reads a connection with TLS or HTTP/2 until its socket is empty; what that asks for is written by `writeQueued`, when all that
 * has arrived is read. Encrypting and decrypting in turn, each request would come to a server that has just gone to sleep, and
 * waking it is dear.
 */
export function readLayered(carried: Carried, connection: number, flags: number): void {
  const { action, state } = take(carried, connection, flags);
  if (action === RENEW) return replace(carried, connection);
  if (state === BROKEN) return broken(carried, connection, brokenBy(carried));
  if (state !== NOTHING) return finish(carried, connection, state);
  // What TLS had to say first, or to read first, may have held it up.
  if (carried.unsent[connection] !== undefined) writeOn(carried, connection);
  if (action !== AGAIN || carried.sockets[connection] === NONE) return;
  // An answer that came before its request was fully sent leaves bytes on the way that the next one must not follow.
  const isHeldUp = carried.unsent[connection] !== undefined && carried.lane.wire.multiplexed === undefined;
  if (isHeldUp) return replace(carried, connection);
  carried.queue[carried.queued] = connection;
  carried.queued += 1;
}

/** Writes the next requests of the connections that have been read. */
export function writeQueued(carried: Carried): void {
  const { queue, queued } = carried;
  carried.queued = 0;
  for (let index = 0; index < queued; index += 1) {
    const connection = queue[index] ?? 0;
    if (isReady(carried, connection)) next(carried, connection, monotonicMs());
  }
}

/** Reads a connection until its socket is empty and tells the wire. What it answers holds until it is called again. */
export function take(carried: Carried, connection: number, flags: number): Brought {
  const { receiver, secure } = carried;
  const socket = carried.sockets[connection] ?? NONE;
  const toTheEnd = (flags & ENDING) !== 0;
  brought.action = WAIT;
  brought.state = NOTHING;
  if (secure !== undefined) {
    secure.code = "";
    // What came with the end of the handshake, or was held up because something had to be written first.
    const isLeft = carried.dialedAt[connection] !== 0 || secure.isBlocked[connection] === 1;
    secure.isOne = false;
    if (isLeft) drain(carried, secure, connection);
  }
  while (goesOn()) {
    const count = read(receiver, socket);
    if (count <= ENDED) {
      brought.state = count;
      return brought;
    }
    if (secure === undefined) hand(carried, connection, count);
    else {
      secure.arrived = count;
      decrypt(carried, secure, connection);
    }
    if (!toTheEnd && count < receiver.input.length) break;
  }
  return brought;
}

/** Why the connection that was read last is broken. */
export function brokenBy({ secure, receiver }: Carried): string {
  return secure === undefined || secure.code === "" ? receiver.code : secure.code;
}

/** Hands all that has been read to TLS, in pieces, and what comes of it to the wire. */
function decrypt(carried: Carried, secure: Secure, connection: number): void {
  for (let from = 0; from < secure.arrived && goesOn(); from += PIECE_BYTES) {
    feedSession(secure, connection, from);
    drain(carried, secure, connection);
  }
}

const goesOn = (): boolean => brought.state === NOTHING && brought.action !== RENEW;

/** Decrypts what TLS has been handed. */
function drain(carried: Carried, secure: Secure, connection: number): void {
  let filled = 0;
  do {
    const got = readSession(secure, connection, filled);
    if (got <= 0) {
      brought.state = got;
      break;
    }
    filled += got;
  } while (hasMore(secure, connection));
  if (filled > 0) hand(carried, connection, filled);
}

/** Hands bytes on that lie in the wire's input. What TLS keeps to itself (tickets) is no answer, and its arrival is nothing to go by. */
function hand(carried: Carried, connection: number, count: number): void {
  const { core, wire } = carried.lane;
  const now = monotonicMs();
  core.atMs = arrivalOf(carried, connection, now);
  carried.arrived.to = count;
  const action = wire.receive(connection, carried.arrived);
  if (action === WAIT) return;
  recordValue(core.memory.queueing, (now - core.atMs) * 1_000);
  if (action > brought.action) brought.action = action;
}
