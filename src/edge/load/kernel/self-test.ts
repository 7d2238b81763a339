import { monotonicMs } from "../clock.ts";
import { KernelError, newKernel, releaseKernel, type Kernel } from "./kernel.ts";
import { addressOf, linux, loadLibc, reserve, type Libc } from "./libc/index.ts";
import { openPair, type Pair } from "./pair.ts";
import { closePoller, generationAt, newPoller, placeAt, POLLER_BYTES, wait, watch, type Poller } from "./poller.ts";
import { NOTHING, RECEIVER_BYTES, discard, newReceiver, read, type Receiver } from "./receiver.ts";
import { setLowWater } from "./socket.ts";
import { STAMPS_BYTES, newStamps } from "./stamps.ts";

const INPUT_BYTES = 4_096;
const TICKET = { place: 7, generation: 11 } as const;
const MESSAGE = Buffer.from("ping");
// The kernel begins to stamp a moment after the first socket asks for it.
const ATTEMPTS = 20;
// How long bytes lie in the socket before they are read: a stamp that is made by reading is too late by so much.
const LYING_MS = 2;
const SHORT_WAIT_MS = 0.2;
const FEW = 3;
const LONGEST_WAIT_MS = 200;

/**
 * Tries everything that the kernel transport stands on, over loopback inside this process, in some 5 ms: events, exact
 * waiting, reading, discarding, and stamps that say when bytes arrived and not when they were read.
 *
 * @returns the C library, or why the transport cannot be used here.
 */
export async function testKernel(): Promise<Libc | string> {
  const libc = await loadLibc();
  return typeof libc === "string" ? libc : (refusalOf(libc) ?? libc);
}

/** Why the transport cannot be used with this C library; undefined when everything works. */
export function refusalOf(libc: Libc): string | undefined {
  try {
    return tryAll(libc);
  } catch (error) {
    if (error instanceof KernelError) return `the system refuses ${error.call} (${error.code})`;
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function tryAll(libc: Libc): string | undefined {
  const kernel = newKernel(libc, INPUT_BYTES + POLLER_BYTES + RECEIVER_BYTES + STAMPS_BYTES + 1_024);
  using _memory = { [Symbol.dispose]: () => releaseKernel(kernel) };
  const poller = newPoller(kernel);
  using _poller = { [Symbol.dispose]: () => closePoller(poller) };
  return tryWaiting(poller) ?? tryPair(poller);
}

// On a machine that others use too, a wait may last long, and one that is none may seem to have lasted: a few of them tell.
function tryWaiting(poller: Poller): string | undefined {
  let right = 0;
  let early = 0;
  for (let attempt = 0; attempt < ATTEMPTS && early < FEW; attempt += 1) {
    const began = monotonicMs();
    wait(poller, SHORT_WAIT_MS);
    const waited = monotonicMs() - began;
    if (waited < SHORT_WAIT_MS) early += 1;
    else if (waited <= LONGEST_WAIT_MS) right += 1;
    if (right === FEW) return undefined;
  }
  return "epoll_pwait2 does not wait as told";
}

function tryPair(poller: Poller): string | undefined {
  const { kernel } = poller;
  using pair = openPair(kernel);
  watch(poller, pair.client, TICKET);
  const receiver = newReceiver(newStamps(kernel), reserve(kernel.arena, INPUT_BYTES));
  return tryEvents(poller, pair) ?? tryStamps(receiver, pair) ?? tryDiscarding(receiver, pair);
}

function tryEvents(poller: Poller, pair: Pair): string | undefined {
  send(poller.kernel, pair.server);
  const found = wait(poller, LONGEST_WAIT_MS);
  const isRight = found === 1 && placeAt(poller, 0) === TICKET.place && generationAt(poller, 0) === TICKET.generation;
  return isRight ? undefined : "epoll's events are not laid out as expected";
}

function tryStamps(receiver: Receiver, pair: Pair): string | undefined {
  read(receiver, pair.client);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const sentAt = monotonicMs();
    send(receiver.kernel, pair.server);
    pause(LYING_MS);
    const readAt = monotonicMs();
    if (read(receiver, pair.client) !== MESSAGE.length) return "bytes are lost over loopback";
    if (Buffer.compare(receiver.input.bytes.subarray(0, MESSAGE.length), MESSAGE) !== 0) return "bytes are changed";
    const { stampMs } = receiver;
    if (stampMs >= sentAt - LYING_MS / 4 && stampMs <= readAt - LYING_MS / 2) return undefined;
  }
  return Number.isNaN(receiver.stampMs)
    ? "the kernel does not stamp what arrives"
    : "the kernel's stamps do not say when bytes arrived";
}

function tryDiscarding(receiver: Receiver, pair: Pair): string | undefined {
  const { kernel, input } = receiver;
  input.bytes.fill(0);
  if (!setLowWater(kernel, pair.client, 2) || !setLowWater(kernel, pair.client, 1)) return "SO_RCVLOWAT is refused";
  send(kernel, pair.server);
  if (discard(receiver, pair.client, MESSAGE.length) !== MESSAGE.length) return "MSG_TRUNC does not discard";
  return input.bytes.every((byte) => byte === 0) && read(receiver, pair.client) === NOTHING
    ? undefined
    : "MSG_TRUNC does not discard";
}

function send({ libc, scratch }: Kernel, socket: number): void {
  scratch.bytes.set(MESSAGE);
  libc.send(socket, addressOf(scratch, 0, MESSAGE.length), MESSAGE.length, linux.MSG_NOSIGNAL);
}

/** Blocks the thread: there is nothing else that it could do. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
