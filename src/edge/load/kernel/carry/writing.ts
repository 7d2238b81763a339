import { failureOfCode } from "../../../../load/sending/index.ts";
import { monotonicMs } from "../../clock.ts";
import { isUser } from "../../hot/index.ts";
import { codeOfErrno } from "../libc/index.ts";
import { NONE, type Carried } from "./carried.ts";
import { drop, replace } from "./connection.ts";
import { send } from "./outbox.ts";

/** Writes what a connection has to send at `core.atMs`; without anything it stays open as long as its user is there. */
export function write(carried: Carried, connection: number): void {
  const { core, wire } = carried.lane;
  const bytes = wire.next(connection);
  if (bytes !== undefined) return writeBytes(carried, connection, bytes);
  if (!isUser(core, connection)) drop(carried, connection);
}

/** Writes what a full socket did not take before. */
export function writeOn(carried: Carried, connection: number): void {
  const unsent = carried.unsent[connection];
  if (unsent !== undefined) writeBytes(carried, connection, unsent);
}

function writeBytes(carried: Carried, connection: number, bytes: Uint8Array): void {
  const { outbox, kernel } = carried.machine;
  const socket = carried.sockets[connection] ?? NONE;
  const sent = send(outbox, socket, bytes);
  if (sent === bytes.length) carried.unsent[connection] = undefined;
  else if (sent > 0) writeBytes(carried, connection, bytes.subarray(sent));
  else if (sent === 0) carried.unsent[connection] = bytes;
  else broken(carried, connection, codeOfErrno(kernel.libc.errno()));
}

/** The connection broke, for the reason that a call gave. */
export function broken(carried: Carried, connection: number, code: string): void {
  const { core, wire } = carried.lane;
  core.atMs = monotonicMs();
  wire.lost(connection, failureOfCode(code));
  replace(carried, connection);
}
