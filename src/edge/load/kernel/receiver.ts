import type { Kernel } from "./kernel.ts";
import { addressOf, codeOfErrno, isRetry, linux, reserve, type Region } from "./libc/index.ts";
import { monotonicOf, type Stamps } from "./stamps.ts";

/** A read found nothing; the connection has ended; it broke, and `Receiver.code` says how. Others are counts of bytes. */
export const NOTHING = -1;
export const ENDED = 0;
export const BROKEN = -2;

const CONTROL_BYTES = 128;

/** Never touched, so it costs no memory: only its length bounds how much one call throws away. */
export const WASTE_BYTES = 1024 * 1024;

/** Bytes of arena that a receiver takes beside its input. */
export const RECEIVER_BYTES = WASTE_BYTES + 2_048;

/** A `struct msghdr` with one vector, at a fixed place. */
interface Message {
  readonly header: Region;
  readonly vector: Region;
  readonly address: number;
}

/** Reads from sockets, with the kernel's stamps. */
export interface Receiver {
  readonly kernel: Kernel;
  readonly stamps: Stamps;
  /** Where `read` puts what has arrived. */
  readonly input: Region;
  readonly control: Region;
  readonly keeping: Message;
  readonly wasting: Message;
  /** When what was read last had arrived, by the kernel's stamp in milliseconds of the monotonic clock; NaN without one. */
  stampMs: number;
  /** Why the last read failed. */
  code: string;
}

export function newReceiver(stamps: Stamps, input: Region): Receiver {
  const { kernel } = stamps;
  const { arena } = input;
  const control = reserve(arena, CONTROL_BYTES);
  return {
    kernel,
    stamps,
    input,
    control,
    keeping: newMessage(input, control),
    wasting: newMessage(reserve(arena, WASTE_BYTES), control),
    stampMs: Number.NaN,
    code: "",
  };
}

function newMessage(target: Region, control: Region): Message {
  const { arena } = control;
  const header = reserve(arena, linux.MSGHDR.bytes);
  const vector = reserve(arena, linux.IOVEC.bytes);
  const { MSGHDR, IOVEC } = linux;
  vector.view.setBigUint64(IOVEC.base, BigInt(addressOf(target)), true);
  vector.view.setBigUint64(IOVEC.length, BigInt(target.length), true);
  header.view.setBigUint64(MSGHDR.vector, BigInt(addressOf(vector)), true);
  header.view.setBigUint64(MSGHDR.vectorLength, 1n, true);
  header.view.setBigUint64(MSGHDR.control, BigInt(addressOf(control)), true);
  return { header, vector, address: addressOf(header) };
}

/** Reads what has arrived, at most the input's length. */
export function read(receiver: Receiver, socket: number): number {
  return receive(receiver, socket, receiver.keeping);
}

/** Takes at most `bytes` from a socket and throws them away: TCP copies nothing then (tcp(7), MSG_TRUNC). */
export function discard(receiver: Receiver, socket: number, bytes: number): number {
  const { wasting } = receiver;
  wasting.vector.view.setUint32(linux.IOVEC.length, Math.min(bytes, WASTE_BYTES), true);
  return receive(receiver, socket, wasting);
}

function receive(receiver: Receiver, socket: number, message: Message): number {
  const { libc } = receiver.kernel;
  message.header.view.setUint32(linux.MSGHDR.controlLength, CONTROL_BYTES, true);
  const count = libc.recvmsg(socket, message.address, message === receiver.wasting ? linux.MSG_TRUNC : 0);
  if (count > 0) {
    receiver.stampMs = stampOf(receiver, message.header.view.getUint32(linux.MSGHDR.controlLength, true));
    return count;
  }
  if (count === 0) return ENDED;
  const errno = libc.errno();
  if (isRetry(errno)) return NOTHING;
  receiver.code = codeOfErrno(errno);
  return BROKEN;
}

/** The stamp of the last segment that was read. */
function stampOf({ control: { view }, stamps }: Receiver, controlLength: number): number {
  const { CMSG, SOL_SOCKET, SO_TIMESTAMPNS } = linux;
  if (controlLength < CMSG.bytes || view.getUint32(CMSG.type, true) !== SO_TIMESTAMPNS) return Number.NaN;
  if (view.getUint32(CMSG.level, true) !== SOL_SOCKET) return Number.NaN;
  // 2106 is when 32 bits of seconds are over; the upper half is read for that day.
  const seconds = view.getUint32(CMSG.seconds, true) + 4_294_967_296 * view.getInt32(CMSG.seconds + 4, true);
  return monotonicOf(stamps, seconds, view.getUint32(CMSG.nanoseconds, true));
}
