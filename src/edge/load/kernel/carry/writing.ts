import { failureOfCode } from "../../../../load/sending/index.ts";
import { monotonicMs } from "../../clock.ts";
import { isUser, type Multiplexed } from "../../hot/index.ts";
import { codeOfErrno } from "../libc/index.ts";
import { NONE, type Carried } from "./carried.ts";
import { writeSession } from "../secure/index.ts";
import { drop, replace } from "./connection.ts";
import { placeOf, send } from "./outbox.ts";

/** Writes what a connection has to send at `core.atMs`; without anything it stays open as long as its user is there. */
export function write(carried: Carried, connection: number): void {
  const { core, wire } = carried.lane;
  if (wire.multiplexed !== undefined) return writeMany(carried, connection, wire.multiplexed);
  const bytes = wire.next(connection);
  if (bytes !== undefined) return writeBytes(carried, connection, bytes);
  if (!isUser(core, connection)) drop(carried, connection);
}

/** The same where many requests share the connection, and what a full socket did not take has to go first. */
function writeMany(carried: Carried, connection: number, multiplexed: Multiplexed): void {
  const { core, wire } = carried.lane;
  while (carried.unsent[connection] === undefined && carried.sockets[connection] !== NONE) {
    const bytes = wire.next(connection);
    if (bytes === undefined) break;
    writeBytes(carried, connection, bytes);
    if (carried.unsent[connection] !== undefined || !multiplexed.isFull(connection)) return;
    multiplexed.drained(connection);
  }
  if (carried.unsent[connection] !== undefined || carried.dialedAt[connection] !== 0) return;
  if (!isUser(core, connection * wire.streams) && !multiplexed.isBusy(connection)) drop(carried, connection);
}

/** Writes what a full socket did not take before. */
export function writeOn(carried: Carried, connection: number): void {
  const unsent = carried.unsent[connection];
  if (unsent === undefined) return;
  writeBytes(carried, connection, unsent);
  const { multiplexed } = carried.lane.wire;
  if (multiplexed === undefined || carried.unsent[connection] !== undefined) return;
  multiplexed.drained(connection);
  if (carried.sockets[connection] !== NONE) writeMany(carried, connection, multiplexed);
}

/** Writes bytes, or keeps what the socket does not take. */
export function writeBytes(carried: Carried, connection: number, bytes: Uint8Array): void {
  const sent = put(carried, connection, bytes);
  if (sent === bytes.length) carried.unsent[connection] = undefined;
  else if (sent > 0) writeBytes(carried, connection, bytes.subarray(sent));
  else if (sent === 0) carried.unsent[connection] = bytes;
  else broken(carried, connection, codeOf(carried));
}

/** Hands bytes to a connection: how many it took, 0 when it is full, -1 when it is broken (then `codeOf` says how). */
export function put(carried: Carried, connection: number, bytes: Uint8Array): number {
  const { secure, machine } = carried;
  if (secure === undefined) return send(machine.outbox, carried.sockets[connection] ?? NONE, bytes);
  return writeSession(secure, connection, placeOf(machine.outbox, bytes));
}

export const codeOf = ({ secure, machine }: Carried): string =>
  secure?.code ?? codeOfErrno(machine.kernel.libc.errno());

/** The connection broke, for the reason that a call gave. */
export function broken(carried: Carried, connection: number, code: string): void {
  const { core, wire } = carried.lane;
  core.atMs = monotonicMs();
  wire.lost(connection, failureOfCode(code));
  replace(carried, connection);
}
