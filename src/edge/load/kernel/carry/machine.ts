import { newKernel, releaseKernel } from "../kernel.ts";
import { linux, reserve, type Libc } from "../libc/index.ts";
import { POLLER_BYTES, closePoller, newPoller } from "../poller.ts";
import { RECEIVER_BYTES, newReceiver } from "../receiver.ts";
import { closeSocket, openStampKeeper } from "../socket.ts";
import { STAMPS_BYTES, newStamps } from "../stamps.ts";
import type { Machine } from "./carried.ts";
import { OUTBOX_BYTES, newOutbox } from "./outbox.ts";

// Large enough that an answer of a megabyte takes few reads, small enough to stay in a core's cache.
const INPUT_BYTES = 128 * 1024;

const MACHINE_BYTES = INPUT_BYTES + POLLER_BYTES + RECEIVER_BYTES + STAMPS_BYTES + OUTBOX_BYTES + 4_096;

/**
 * All memory, the poller and the clocks of one thread. Its timers are exact from then on: by default the system lets a sleep
 * last 50 µs longer than asked, to wake several at once (prctl(2), PR_SET_TIMERSLACK).
 */
export function newMachine(libc: Libc): Machine {
  const kernel = newKernel(libc, MACHINE_BYTES);
  libc.prctl(linux.PR_SET_TIMERSLACK, 1, 0, 0, 0);
  const stamps = newStamps(kernel);
  return {
    kernel,
    stamps,
    stampKeeper: openStampKeeper(kernel),
    poller: newPoller(kernel),
    receiver: newReceiver(stamps, reserve(kernel.arena, INPUT_BYTES)),
    outbox: newOutbox(kernel),
  };
}

/** Gives the memory and the descriptors back; nothing of it may be used after. */
export function releaseMachine({ kernel, poller, stampKeeper }: Machine): void {
  closePoller(poller);
  closeSocket(kernel, stampKeeper);
  releaseKernel(kernel);
}
