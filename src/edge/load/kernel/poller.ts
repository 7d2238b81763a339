import { KernelError, type Kernel } from "./kernel.ts";
import { addressOf, codeOfErrno, isRetry, linux, reserve, type Region } from "./libc/index.ts";
import { must } from "./socket.ts";

/** Events that one wait can bring. */
const MOST_EVENTS = 1_024;

/** Bytes of arena that a poller takes. */
export const POLLER_BYTES = MOST_EVENTS * linux.EVENT_BYTES + 256;

/** An epoll instance and the events of its last wait. */
export interface Poller {
  readonly kernel: Kernel;
  readonly epoll: number;
  readonly events: Region;
  /** One event, to be registered. */
  readonly interest: Region;
  readonly timeout: Region;
  readonly eventsAddress: number;
  readonly timeoutAddress: number;
}

export function newPoller(kernel: Kernel): Poller {
  const events = reserve(kernel.arena, MOST_EVENTS * linux.EVENT_BYTES);
  const interest = reserve(kernel.arena, linux.EVENT_BYTES);
  const timeout = reserve(kernel.arena, linux.TIMESPEC.bytes);
  return {
    kernel,
    epoll: must(kernel, "epoll_create1", kernel.libc.epollCreate(linux.EPOLL_CLOEXEC)),
    events,
    interest,
    timeout,
    eventsAddress: addressOf(events),
    timeoutAddress: addressOf(timeout),
  };
}

/** Who an event is for: a place, and which of the sockets that were there one after another. */
export interface Ticket {
  readonly place: number;
  readonly generation: number;
}

/**
 * Watches a socket for everything, edge-triggered: registered once, it needs no further call for all its life. An edge that is
 * not read to its end is lost, so readers go on until a read comes short.
 */
export function watch({ kernel, epoll, interest }: Poller, socket: number, ticket: Ticket): void {
  const { EPOLLIN, EPOLLOUT, EPOLLRDHUP, EPOLLET } = linux;
  interest.view.setUint32(0, (EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET) >>> 0, true);
  interest.view.setUint32(linux.EVENT_DATA, ticket.place, true);
  interest.view.setUint32(linux.EVENT_DATA + 4, ticket.generation, true);
  const { libc } = kernel;
  must(kernel, "epoll_ctl", libc.epollControl(epoll, linux.EPOLL_CTL_ADD, socket, addressOf(interest)));
}

/** Waits at most so long, in milliseconds with fractions down to nanoseconds, and answers the number of events. */
export function wait(poller: Poller, ms: number): number {
  const { kernel, timeout } = poller;
  const seconds = Math.floor(ms / 1_000);
  timeout.view.setUint32(linux.TIMESPEC.seconds, seconds, true);
  timeout.view.setUint32(linux.TIMESPEC.nanoseconds, Math.floor((ms - seconds * 1_000) * 1e6), true);
  const { eventsAddress, timeoutAddress, epoll } = poller;
  const found = kernel.libc.syscall(linux.SYS_EPOLL_PWAIT2, epoll, eventsAddress, MOST_EVENTS, timeoutAddress, 0, 8);
  if (found >= 0) return found;
  const errno = kernel.libc.errno();
  if (isRetry(errno)) return 0;
  throw new KernelError("epoll_pwait2", codeOfErrno(errno));
}

export const flagsAt = ({ events }: Poller, index: number): number =>
  events.view.getUint32(index * linux.EVENT_BYTES, true);

export const placeAt = ({ events }: Poller, index: number): number =>
  events.view.getUint32(index * linux.EVENT_BYTES + linux.EVENT_DATA, true);

export const generationAt = ({ events }: Poller, index: number): number =>
  events.view.getUint32(index * linux.EVENT_BYTES + linux.EVENT_DATA + 4, true);

export function closePoller({ kernel, epoll }: Poller): void {
  kernel.libc.close(epoll);
}
