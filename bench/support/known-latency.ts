// A server whose latency is known: it answers each request after a lognormal delay (median 2 ms) and writes down how long it
// really took. Run in a process of its own, on a core of its own. It stands on Linux's calls, so that it sleeps exactly and
// wakes at once; what it writes down ends when its own clock says that the answer has been sent, and begins at the kernel's stamp
// of the request's arrival, which covers what the request waited for the server too; beside it, from when it had read it.
import { createHistogram, extremesOf, quantilesOf, recordValue } from "../../src/load/index.ts";
import { monotonicMs } from "../../src/edge/load/clock.ts";
import { newKernel, type Kernel } from "../../src/edge/load/kernel/kernel.ts";
import { addressOf, linux, loadLibc, reserve } from "../../src/edge/load/kernel/libc/index.ts";
import {
  POLLER_BYTES,
  flagsAt,
  newPoller,
  placeAt,
  wait,
  watch,
  type Poller,
} from "../../src/edge/load/kernel/poller.ts";
import { BROKEN, ENDED, NOTHING, RECEIVER_BYTES, newReceiver, read } from "../../src/edge/load/kernel/receiver.ts";
import { socketAddress } from "../../src/edge/load/kernel/socket-address.ts";
import { closeSocket, must, setOption } from "../../src/edge/load/kernel/socket.ts";
import { calibrate, newStamps } from "../../src/edge/load/kernel/stamps.ts";

const ANSWER = Buffer.from("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, world!");
const MOST = 4_096;
const MEDIAN_MS = Number(process.env["TRUTH_MEDIAN_MS"] ?? 2);
const SIGMA = Number(process.env["TRUTH_SIGMA"] ?? 0.5);
const LISTENER = MOST;

/** What the server knows of the requests since it was last asked, in microseconds. */
export interface Truth {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** The same from the kernel's stamp of the request's arrival on. */
  readonly arrivedP50: number;
  readonly arrivedP99: number;
}

/** Waiting answers, the next one first: a heap of times with the socket that each is for. */
class Due {
  readonly times: number[] = [];
  readonly sockets: number[] = [];
  get next(): number {
    return this.times[0] ?? Number.POSITIVE_INFINITY;
  }
  push(time: number, socket: number): void {
    let at = this.times.push(time) - 1;
    this.sockets.push(socket);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((this.times[up] ?? 0) <= time) break;
      this.swap(at, up);
      at = up;
    }
  }
  pop(): number {
    const socket = this.sockets[0] ?? -1;
    this.swap(0, this.times.length - 1);
    this.times.pop();
    this.sockets.pop();
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if ((this.times[left] ?? Infinity) < (this.times[least] ?? Infinity)) least = left;
      if ((this.times[right] ?? Infinity) < (this.times[least] ?? Infinity)) least = right;
      if (least === at) return socket;
      this.swap(at, least);
      at = least;
    }
  }
  private swap(one: number, other: number): void {
    const { times, sockets } = this;
    const [time = 0, socket = 0] = [times[one], sockets[one]];
    times[one] = times[other] ?? 0;
    sockets[one] = sockets[other] ?? 0;
    times[other] = time;
    sockets[other] = socket;
  }
}

/** A normal deviate (Box and Muller) of a small generator of our own, so that every run draws the same. */
function newNormal(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

function listen(kernel: Kernel): { readonly listener: number; readonly port: number } {
  const { libc, scratch } = kernel;
  const type = linux.SOCK_STREAM | linux.SOCK_CLOEXEC | linux.SOCK_NONBLOCK;
  const listener = must(kernel, "socket", libc.socket(linux.AF_INET, type, 0));
  scratch.bytes.set(socketAddress({ address: "127.0.0.1", port: 0 }) ?? []);
  must(kernel, "bind", libc.bind(listener, addressOf(scratch, 0, 16), 16));
  must(kernel, "listen", libc.listen(listener, 1_024));
  scratch.view.setInt32(64, 16, true);
  must(kernel, "getsockname", libc.getsockname(listener, addressOf(scratch, 0, 16), addressOf(scratch, 64, 4)));
  return { listener, port: scratch.view.getUint16(2) };
}

function accept(poller: Poller, listener: number): void {
  const { kernel } = poller;
  for (;;) {
    const socket = kernel.libc.accept(listener, 0, 0);
    if (socket < 0) return;
    setOption(kernel, socket, [linux.IPPROTO_TCP, linux.TCP_NODELAY, 1]);
    setOption(kernel, socket, [linux.SOL_SOCKET, linux.SO_TIMESTAMPNS, 1]);
    // F_SETFL; edge-triggered reading needs sockets that do not wait.
    kernel.libc.syscall(process.arch === "x64" ? 72 : 25, socket, 4, linux.SOCK_NONBLOCK, 0, 0, 0);
    watch(poller, socket, { place: socket, generation: 0 });
  }
}

/** Serves until its parent goes away. A request is whatever arrives at once: generators here send one at a time. */
export async function serveKnownLatency(): Promise<void> {
  const libc = await loadLibc();
  if (typeof libc === "string") throw new Error(libc);
  const kernel = newKernel(libc, POLLER_BYTES + RECEIVER_BYTES + 131_072);
  libc.prctl(linux.PR_SET_TIMERSLACK, 1, 0, 0, 0);
  const poller = newPoller(kernel);
  const stamps = newStamps(kernel);
  const receiver = newReceiver(stamps, reserve(kernel.arena, 65_536));
  const answer = reserve(kernel.arena, ANSWER.length);
  answer.bytes.set(ANSWER);
  const { listener, port } = listen(kernel);
  watch(poller, listener, { place: LISTENER, generation: 0 });
  const readAt = new Float64Array(MOST);
  const arrivedAt = new Float64Array(MOST);
  let taken = createHistogram();
  let whole = createHistogram();
  const normal = newNormal(7);
  const due = new Due();
  const send = (socket: number): void => {
    libc.send(socket, addressOf(answer), ANSWER.length, linux.MSG_NOSIGNAL);
    const now = monotonicMs();
    recordValue(taken, (now - (readAt[socket] ?? 0)) * 1_000);
    recordValue(whole, (now - (arrivedAt[socket] ?? 0)) * 1_000);
  };
  const onReadable = (socket: number): void => {
    const count = read(receiver, socket);
    if (count === NOTHING) return;
    if (count === ENDED || count === BROKEN) return closeSocket(kernel, socket);
    const now = monotonicMs();
    readAt[socket] = now;
    arrivedAt[socket] = receiver.stampMs;
    due.push(now + MEDIAN_MS * Math.exp(SIGMA * normal()), socket);
  };
  const round = (): void => {
    const until = monotonicMs() + 20;
    while (monotonicMs() < until) {
      const found = wait(poller, Math.max(0, Math.min(until, due.next) - monotonicMs()));
      while (due.next <= monotonicMs()) send(due.pop());
      for (let index = 0; index < found; index += 1) {
        const place = placeAt(poller, index);
        if (place === LISTENER) accept(poller, listener);
        else if ((flagsAt(poller, index) & ~linux.EPOLLOUT) !== 0) onReadable(place);
      }
    }
    calibrate(stamps, monotonicMs());
    setImmediate(round);
  };
  process.on("disconnect", () => process.exit());
  process.on("message", () => {
    const [p50 = 0, p95 = 0, p99 = 0] = quantilesOf(taken, [0.5, 0.95, 0.99]);
    const [arrivedP50 = 0, arrivedP99 = 0] = quantilesOf(whole, [0.5, 0.99]);
    const truth: Truth = {
      count: taken.totals[0] ?? 0,
      mean: extremesOf(taken).mean,
      p50,
      p95,
      p99,
      arrivedP50,
      arrivedP99,
    };
    process.send?.(truth);
    taken = createHistogram();
    whole = createHistogram();
  });
  process.send?.({ port });
  round();
}
