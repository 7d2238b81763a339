import type { Kernel } from "../kernel.ts";
import { addressOf, isRetry, linux, reserve, type Region } from "../libc/index.ts";

/** Bytes of requests that are not prepared go through a region of this size. */
const COPY_BYTES = 256 * 1024;

/** Prepared requests take at most so much. */
const PREPARED_BYTES = 16 * 1024 * 1024;

/** Bytes of arena that an outbox takes. */
export const OUTBOX_BYTES = COPY_BYTES + PREPARED_BYTES;

/** Checked when it was made. */
interface Place {
  readonly address: number;
  readonly length: number;
}

/** Hands bytes to sockets: those that are sent again and again lie in the arena, others are copied there. */
export interface Outbox {
  readonly kernel: Kernel;
  readonly copy: Region;
  readonly prepared: Map<Uint8Array, number>;
  /** The prepared request that was sent last, and where it lies: most loads send one. */
  last: Uint8Array;
  lastPlace: Place;
  room: number;
}

export function newOutbox(kernel: Kernel): Outbox {
  const copy = reserve(kernel.arena, COPY_BYTES);
  const nothing = { last: new Uint8Array(), lastPlace: { address: addressOf(copy), length: 0 } };
  return { kernel, copy, prepared: new Map(), ...nothing, room: PREPARED_BYTES };
}

/** Puts a request where C can read it, if there is room; else it is copied each time. */
export function prepare(outbox: Outbox, bytes: Uint8Array): void {
  // Regions begin at multiples of 64.
  if (bytes.length === 0 || bytes.length + 64 > outbox.room) return;
  const region = reserve(outbox.kernel.arena, bytes.length);
  region.bytes.set(bytes);
  outbox.room -= bytes.length + 64;
  outbox.prepared.set(bytes, addressOf(region));
}

/** Writes what the socket takes: how many bytes, 0 when it is full, -1 when it is broken (then `errno` says how). */
export function send(outbox: Outbox, socket: number, bytes: Uint8Array): number {
  if (bytes === outbox.last) return sendFrom(outbox.kernel, socket, outbox.lastPlace);
  return sendFrom(outbox.kernel, socket, placeOf(outbox, bytes));
}

/** Where a request lies that C can read; one that is not prepared is copied there, as far as there is room. */
export function placeOf(outbox: Outbox, bytes: Uint8Array): Place {
  if (bytes === outbox.last) return outbox.lastPlace;
  const address = outbox.prepared.get(bytes);
  if (address === undefined) return copied(outbox, bytes);
  outbox.last = bytes;
  outbox.lastPlace = { address, length: bytes.length };
  return outbox.lastPlace;
}

function sendFrom({ libc }: Kernel, socket: number, { address, length }: Place): number {
  const sent = libc.send(socket, address, length, linux.MSG_NOSIGNAL);
  if (sent >= 0) return sent;
  return isRetry(libc.errno()) ? 0 : -1;
}

function copied({ copy }: Outbox, bytes: Uint8Array): Place {
  const length = Math.min(bytes.length, COPY_BYTES);
  copy.bytes.set(length === bytes.length ? bytes : bytes.subarray(0, length));
  return { address: addressOf(copy, 0, length), length };
}
