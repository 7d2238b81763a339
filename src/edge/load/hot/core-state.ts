import {
  FAILURE_KINDS,
  createHistogram,
  isIdempotent,
  mixOrder,
  originText,
  requestBytes,
  type FailureKind,
  type Histogram,
  type LoadPlan,
  type PlannedRequest,
} from "../../../load/index.ts";
import { newParser, type Parser } from "./parser-state.ts";

/** A planned request, ready to be written. */
export interface CompiledRequest {
  readonly bytes: Buffer;
  readonly tally: RouteTally;
  readonly isHead: boolean;
  readonly isIdempotent: boolean;
  /** 0: every status below 400. */
  readonly expectStatus: number;
}

/** Counters of all requests of one name. Histograms of 160 kB come into being with their first value. */
export interface RouteTally {
  readonly name: string;
  readonly statuses: Uint32Array;
  readonly refusals: Uint32Array;
  readonly failures: Uint32Array;
  successful: Histogram | undefined;
  failed: Histogram | undefined;
}

/** A run's state without its transport: one array per property of a connection. */
export interface Core {
  readonly parser: Parser;
  readonly keepAlive: boolean;
  readonly requests: readonly CompiledRequest[];
  readonly routes: readonly RouteTally[];
  readonly order: Uint32Array;
  cursor: number;
  /** Requests that may still be begun. */
  left: number;
  /** Nothing new is begun; what is in flight may end. */
  stopping: boolean;
  /** Index of the request in flight, -1 for none. */
  readonly current: Int32Array;
  /** When the request was first sent, and when it was last written, in milliseconds. */
  readonly sentAt: Float64Array;
  readonly writtenAt: Float64Array;
  readonly attempts: Uint8Array;
  /** 1 once the connection has answered a request. */
  readonly served: Uint8Array;
  readonly firstByte: Histogram;
  inFlight: number;
  finished: number;
  failed: number;
  races: number;
  retried: number;
  surplus: number;
  received: number;
  sent: number;
  /** When the last request was settled. */
  lastAt: number;
}

/** Compiles a plan. Errors: `load-bad-header`, `load-bad-url`. */
export function newCore(plan: LoadPlan, input: Uint8Array): Core {
  const slots = plan.concurrency;
  const tallies = new Map(plan.requests.map(({ name }) => [name, newTally(name)]));
  return {
    parser: newParser(slots, input),
    keepAlive: plan.keepAlive,
    requests: plan.requests.map((request) => compile(plan, request, tallies)),
    routes: [...tallies.values()],
    order: mixOrder(plan.requests.map(({ weight }) => weight)),
    cursor: 0,
    left: plan.requestLimit ?? Number.POSITIVE_INFINITY,
    stopping: false,
    current: new Int32Array(slots).fill(-1),
    sentAt: new Float64Array(slots),
    writtenAt: new Float64Array(slots),
    attempts: new Uint8Array(slots),
    served: new Uint8Array(slots),
    firstByte: createHistogram(),
    inFlight: 0,
    finished: 0,
    failed: 0,
    races: 0,
    retried: 0,
    surplus: 0,
    received: 0,
    sent: 0,
    lastAt: 0,
  };
}

function compile(plan: LoadPlan, request: PlannedRequest, tallies: ReadonlyMap<string, RouteTally>): CompiledRequest {
  return {
    bytes: requestBytes(plan.origin, request, plan.keepAlive),
    tally: tallies.get(request.name) ?? newTally(originText(plan.origin)),
    isHead: request.method === "HEAD",
    isIdempotent: isIdempotent(request.method),
    expectStatus: request.expectStatus ?? 0,
  };
}

const newTally = (name: string): RouteTally => ({
  name,
  statuses: new Uint32Array(1000),
  refusals: new Uint32Array(1000),
  failures: new Uint32Array(FAILURE_KINDS.length),
  successful: undefined,
  failed: undefined,
});

export function successfulHistogram(tally: RouteTally): Histogram {
  return (tally.successful ??= createHistogram());
}

export function failedHistogram(tally: RouteTally): Histogram {
  return (tally.failed ??= createHistogram());
}

export function failureIndex(kind: FailureKind): number {
  return FAILURE_KINDS.indexOf(kind);
}
