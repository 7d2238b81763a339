import { errors } from "../../../../kit/index.ts";
import { failureOfCode, originText, recordValue } from "../../../../load/sending/index.ts";
import { monotonicMs } from "../../clock.ts";
import { failureOf, wrongProtocol } from "../../dial/index.ts";
import { RENEW, type Multiplexed } from "../../hot/index.ts";
import type { DialFailure } from "../../lane/index.ts";
import { linux } from "../libc/index.ts";
import { BROKEN, ENDED, NOTHING, read } from "../receiver.ts";
import {
  FAILED,
  PIECE_BYTES,
  WAITS,
  chosenProtocol,
  feedSession,
  openSession,
  shake,
  type Secure,
} from "../secure/index.ts";
import { NONE, type Carried } from "./carried.ts";
import { finishDial, opened } from "./connection.ts";
import { brokenBy, take } from "./layered.ts";
import { codeOf, put } from "./writing.ts";

const CONNECTED = linux.EPOLLOUT | linux.EPOLLHUP | linux.EPOLLERR;
const HUNG_UP: DialFailure = { kind: "connection-closed", reason: "it hung up" };

/** A system's call failed while a connection was being opened. */
export const notDialed = ({ lane }: Carried, code: string): DialFailure => ({
  kind: failureOfCode(code),
  reason: `connect ${code} ${lane.address}`,
});

/** Goes on with opening a connection that needs more than TCP; answers why that is not possible. It is open once `dialedAt` is 0. */
export function greet(carried: Carried, connection: number, flags: number): DialFailure | undefined {
  if (carried.connectedAt[connection] === 0) {
    if ((flags & CONNECTED) === 0) return undefined;
    const code = finishDial(carried, connection);
    if (code !== undefined) return notDialed(carried, code);
    if (carried.secure === undefined) return onSecured(carried, connection);
    openSession(carried.secure, connection, carried.sockets[connection] ?? NONE);
  }
  const { secure } = carried;
  const isShaking = secure !== undefined && secure.isShaken[connection] === 0;
  return isShaking ? handshake(carried, secure, connection) : hear(carried, connection, flags);
}

/** Reads and answers whatever the handshake needs next. */
function handshake(carried: Carried, secure: Secure, connection: number): DialFailure | undefined {
  for (;;) {
    const step = shake(secure, connection);
    if (step === FAILED) return { kind: failureOfCode(secure.code), reason: secure.reason };
    if (step !== WAITS) return onShaken(carried, secure, connection);
    const count = read(carried.receiver, carried.sockets[connection] ?? NONE);
    if (count === NOTHING) return undefined;
    if (count === ENDED) return HUNG_UP;
    if (count === BROKEN) return notDialed(carried, carried.receiver.code);
    secure.arrived = count;
    for (let from = 0; from < count; from += PIECE_BYTES) feedSession(secure, connection, from);
  }
}

function onShaken(carried: Carried, secure: Secure, connection: number): DialFailure | undefined {
  const { core, plan } = carried.lane;
  core.atMs = monotonicMs();
  recordValue(core.memory.handshake, (core.atMs - (carried.connectedAt[connection] ?? 0)) * 1_000);
  const problem = wrongProtocol(plan, chosenProtocol(secure, connection));
  return problem === undefined ? onSecured(carried, connection) : failureOf(problem);
}

/** The connection is there, with TLS where it has one: what is left is the greeting of the protocol. */
function onSecured(carried: Carried, connection: number): DialFailure | undefined {
  const { wire } = carried.lane;
  if (wire.multiplexed === undefined) {
    opened(carried, connection);
    return undefined;
  }
  wire.opened(connection);
  const bytes = wire.next(connection);
  const sent = bytes === undefined ? 0 : put(carried, connection, bytes);
  if (sent < 0) return notDialed(carried, codeOf(carried));
  if (bytes !== undefined && sent < bytes.length) carried.unsent[connection] = bytes.subarray(sent);
  // Its settings may have come with the end of the handshake.
  return hear(carried, connection, 0);
}

/** Takes what the server says before requests may be begun. */
function hear(carried: Carried, connection: number, flags: number): DialFailure | undefined {
  const { multiplexed } = carried.lane.wire;
  if (multiplexed === undefined) return undefined;
  const { action, state } = take(carried, connection, flags);
  if (action === RENEW) return refused(carried, connection, multiplexed);
  if (state === ENDED) return HUNG_UP;
  if (state === BROKEN) return notDialed(carried, brokenBy(carried));
  if (multiplexed.isReady(connection)) opened(carried, connection);
  return undefined;
}

function refused({ lane }: Carried, connection: number, multiplexed: Multiplexed): DialFailure {
  const reason = multiplexed.problem(connection);
  const target = originText(lane.plan.origin);
  return { kind: "protocol", reason, error: errors.loadConnect.noHttp2({ target, chosen: reason }) };
}
