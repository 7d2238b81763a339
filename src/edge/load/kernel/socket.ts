import { KernelError, type Kernel } from "./kernel.ts";
import { addressOf, codeOfErrno, isUnderWay, linux } from "./libc/index.ts";
import { familyOf } from "./socket-address.ts";

/** What came of a call: a file descriptor, or the name of the error. */
export type Opened = { readonly socket: number } | { readonly code: string };

/**
 * Begins a connection without waiting for it; the poller says when it is writable, and `connectionError` how it went.
 * Answers that arrive on it carry the kernel's stamp.
 */
export function beginConnection(kernel: Kernel, address: Uint8Array): Opened {
  const { libc, scratch } = kernel;
  const socket = libc.socket(familyOf(address), linux.SOCK_STREAM | linux.SOCK_NONBLOCK | linux.SOCK_CLOEXEC, 0);
  if (socket < 0) return { code: codeOfErrno(libc.errno()) };
  if (familyOf(address) !== linux.AF_UNIX) prepare(kernel, socket);
  scratch.bytes.set(address);
  if (libc.connect(socket, addressOf(scratch, 0, address.length), address.length) === 0) return { socket };
  const errno = libc.errno();
  if (isUnderWay(errno)) return { socket };
  libc.close(socket);
  return { code: codeOfErrno(errno) };
}

// Unix sockets carry no receive stamps (net/unix keeps none for streams), and have no Nagle.
function prepare(kernel: Kernel, socket: number): void {
  setOption(kernel, socket, [linux.IPPROTO_TCP, linux.TCP_NODELAY, 1]);
  setOption(kernel, socket, [linux.SOL_SOCKET, linux.SO_TIMESTAMPNS, 1]);
}

/**
 * A socket that only asks for stamps. The kernel begins to stamp some time after the first socket asks for it, on a busy machine
 * tens of milliseconds, and ends with the last one (net_enable_timestamp): as long as this one is open, it does not end.
 */
export function openStampKeeper(kernel: Kernel): number {
  const { libc } = kernel;
  const socket = must(kernel, "socket", libc.socket(linux.AF_INET, linux.SOCK_STREAM | linux.SOCK_CLOEXEC, 0));
  setOption(kernel, socket, [linux.SOL_SOCKET, linux.SO_TIMESTAMPNS, 1]);
  return socket;
}

/** Why a connection that was begun is not open, or undefined when it is. */
export function connectionError(kernel: Kernel, socket: number): string | undefined {
  const { libc, scratch } = kernel;
  scratch.view.setInt32(0, 4, true);
  const length = addressOf(scratch, 0, 4);
  const error = addressOf(scratch, 8, 4);
  if (libc.getsockopt(socket, linux.SOL_SOCKET, linux.SO_ERROR, error, length) < 0) return codeOfErrno(libc.errno());
  const errno = scratch.view.getInt32(8, true);
  return errno === 0 ? undefined : codeOfErrno(errno);
}

/** Sets an option that is an `int`. False when the system refuses. */
export function setOption(
  { libc, scratch }: Kernel,
  socket: number,
  [level, name, value]: readonly [level: number, name: number, value: number],
): boolean {
  scratch.view.setInt32(0, value, true);
  return libc.setsockopt(socket, level, name, addressOf(scratch, 0, 4), 4) === 0;
}

/** From how many bytes on a socket counts as readable. */
export function setLowWater(kernel: Kernel, socket: number, bytes: number): boolean {
  return setOption(kernel, socket, [linux.SOL_SOCKET, linux.SO_RCVLOWAT, bytes]);
}

export function closeSocket({ libc }: Kernel, socket: number): void {
  libc.close(socket);
}

/** The result of a call that must not fail. Error: KernelError. */
export function must({ libc }: Kernel, call: string, result: number): number {
  if (result < 0) throw new KernelError(call, codeOfErrno(libc.errno()));
  return result;
}
