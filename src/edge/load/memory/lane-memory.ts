import { FAILURE_KINDS, HISTOGRAM_BYTES, createHistogram, type Histogram } from "../../../load/sending/index.ts";
import { COUNTERS } from "./counters.ts";
import { newSlots, type Slots } from "./slots.ts";

/** Counters of all requests of one name. */
export interface RouteMemory {
  readonly name: string;
  readonly statuses: Uint32Array;
  readonly refusals: Uint32Array;
  readonly failures: Uint32Array;
  readonly successful: Histogram;
  readonly failed: Histogram;
  /** Requests in flight when the run ended; written then. */
  readonly unfinished: Uint32Array;
}

/** Everything that a lane counts. Plain data on SharedArrayBuffers: post it to a worker as it is. */
export interface LaneMemory {
  readonly counters: Float64Array;
  /** Index of the request in flight of each slot, -1 for none; and of which route each request is. */
  readonly current: Int32Array;
  readonly routeOf: Uint32Array;
  readonly routes: readonly RouteMemory[];
  readonly slots: Slots;
  readonly firstByte: Histogram;
  readonly download: Histogram;
  readonly connect: Histogram;
  readonly handshake: Histogram;
  readonly lag: Histogram;
  readonly blocked: Histogram;
  /** Kernel stamp to reading; written by a transport that has such stamps. */
  readonly queueing: Histogram;
}

// Fresh memory is not resident until it is written to: a histogram of 160 KB costs the few pages that its values hit.
const histogram = (): Histogram => createHistogram(new SharedArrayBuffer(HISTOGRAM_BYTES));
const words = (count: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * count));

/**
 * Empty counters for requests of the given names, which are counted together where they are equal, and so many slots.
 *
 * @example
 * newLaneMemory(["GET /", "GET /users", "GET /"], 50).routes.length; // 2
 */
export function newLaneMemory(names: readonly string[], slots: number): LaneMemory {
  const routes = [...new Set(names)];
  const routeOf = words(names.length);
  routeOf.set(names.map((name) => routes.indexOf(name)));
  return {
    counters: new Float64Array(new SharedArrayBuffer(8 * COUNTERS)),
    current: new Int32Array(new SharedArrayBuffer(4 * slots)).fill(-1),
    routeOf,
    routes: routes.map(newRoute),
    slots: newSlots(),
    firstByte: histogram(),
    download: histogram(),
    connect: histogram(),
    handshake: histogram(),
    lag: histogram(),
    blocked: histogram(),
    queueing: histogram(),
  };
}

const newRoute = (name: string): RouteMemory => ({
  name,
  statuses: words(1_000),
  refusals: words(1_000),
  failures: words(FAILURE_KINDS.length),
  successful: histogram(),
  failed: histogram(),
  unfinished: words(1),
});
