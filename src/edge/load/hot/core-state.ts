import {
  FAILURE_KINDS,
  isIdempotent,
  mixOrder,
  newSchedule,
  requestBytes,
  type Actor,
  type FailureKind,
  type LoadPlan,
  type PlannedRequest,
  type PlayedStep,
  type Schedule,
  type Share,
} from "../../../load/sending/index.ts";
import { throughProxy } from "../../../load/proxy/index.ts";
import type { Control, LaneMemory } from "../memory/index.ts";
import { newTraces } from "./trace.ts";
import { newSleepers, type Sleepers } from "./sleepers.ts";

/** A planned request, ready to be written. */
export interface CompiledRequest {
  readonly bytes: Uint8Array;
  /** Index into `LaneMemory.routes`. */
  readonly route: number;
  readonly isHead: boolean;
  readonly isIdempotent: boolean;
  /** 0: every status below 400. */
  readonly expectStatus: number;
}

/** What is told of every request that is over, while somebody listens. Do not keep it: it is used again. */
export interface Settled {
  slot: number;
  route: number;
  /** When it was due (open), else when it was sent; milliseconds of the monotonic clock, like all times here. */
  dueAt: number;
  sentAt: number;
  /** When it was sent, the second time where it was sent again. */
  writtenAt: number;
  /** 0 when no byte came. */
  firstByteAt: number;
  endAt: number;
  /** 0 without a whole answer; then `failure` is an index of FAILURE_KINDS, else -1. */
  status: number;
  failure: number;
  isSuccess: boolean;
  /** What the latency histograms were given. */
  latencyMs: number;
  receivedBytes: number;
}

/**
 * A lane's state without its transport: one array per property of a slot. A slot has at most one request in flight: an
 * HTTP/1.1 connection, or a stream of an HTTP/2 one; in a scenario it is a user.
 */
export interface Core {
  readonly memory: LaneMemory;
  readonly counters: Float64Array;
  readonly control: Control;
  /** Index of this lane's gate. */
  readonly gate: number;
  readonly share: Share;
  readonly slots: number;
  readonly keepAlive: boolean;
  readonly requests: readonly CompiledRequest[];
  readonly order: Uint32Array;
  cursor: number;
  readonly schedule: Schedule | undefined;
  readonly actor: Actor | undefined;
  /** A trace for the next request, when the plan wants them. */
  readonly newTrace: (() => string) | undefined;
  readonly play: Play;
  /** The time of what is being handled, set by the transport before it calls anything: the core has no clock. */
  atMs: number;
  startedAt: number;
  /** Nothing is begun from then on. */
  endsAt: number;
  /** Index of the request in flight, -1 for none. On `memory`, so that it outlives a thread that dies. */
  readonly current: Int32Array;
  /** When the request was due, where its latency begins, when it was first sent, and last written. */
  readonly dueAt: Float64Array;
  readonly latencyFrom: Float64Array;
  readonly sentAt: Float64Array;
  readonly writtenAt: Float64Array;
  /** When the first byte of the answer came, 0 before. */
  readonly seenAt: Float64Array;
  readonly attempts: Uint8Array;
  /** 1 while the request in flight waits to be sent again. */
  readonly isAgain: Uint8Array;
  /** 1 once the slot's connection has answered a request. */
  readonly served: Uint8Array;
  readonly receivedBytes: Float64Array;
  /** Slots that are ready and have nothing to do: a stack of `freeCount`, and the place of each slot on it or -1. */
  readonly free: Int32Array;
  readonly freePlace: Int32Array;
  freeCount: number;
  /** When a slot became ready, and since when none was. */
  readonly freedAt: Float64Array;
  busySince: number;
  inFlight: number;
  /** The last requests' failures, as a ring, for `abortAbovePercent`. */
  readonly recent: Uint8Array;
  recentAt: number;
  recentFailed: number;
  readonly abortAbove: number;
  /** Row of the time slot in hand, and when it ends. */
  row: number;
  rowEndsAt: number;
  listener: ((settled: Settled) => void) | undefined;
  readonly settled: Settled;
}

/** Users in the middle of a scenario. */
export interface Play {
  /** STAND of each user, and how many are in an iteration. */
  readonly stand: Uint8Array;
  playing: number;
  readonly bytes: (Uint8Array | undefined)[];
  readonly request: ((() => PlannedRequest) | undefined)[];
  readonly sleepers: Sleepers;
  /** What the wire has kept of a slot's answer, for steps that want to see it. */
  seen: (slot: number) => SeenAnswer;
}

/** What a step sees of an answer. */
export interface SeenAnswer {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | undefined;
  readonly truncated: boolean;
}

const UNSEEN: SeenAnswer = { headers: [], body: undefined, truncated: false };

/** What a core is made of. */
export interface CoreParts {
  readonly plan: LoadPlan;
  readonly share: Share;
  readonly memory: LaneMemory;
  readonly control: Control;
  readonly gate: number;
  readonly actor: Actor | undefined;
}

/** Compiles a plan; its concurrency is that of this share alone. Errors: `load-bad-header`, `load-bad-url`. */
export function newCore({ plan, share, memory, control, gate, actor }: CoreParts): Core {
  const slots = plan.concurrency;
  return {
    memory,
    counters: memory.counters,
    control,
    gate,
    share,
    slots,
    keepAlive: plan.keepAlive,
    requests:
      actor === undefined
        ? plan.requests.map((request, index) => compile(plan, request, memory.routeOf[index]))
        : actor.steps.map((step, index) => compiled(step, NOTHING, memory.routeOf[index])),
    order: mixOrder(plan.requests.map(({ weight }) => weight)),
    schedule: plan.arrival === undefined ? undefined : newSchedule(plan.arrival, share, plan.seed ?? 1),
    actor,
    newTrace: plan.traceparent === true ? newTraces() : undefined,
    play: newPlay(slots),
    endsAt: plan.durationMs ?? Number.POSITIVE_INFINITY,
    current: memory.current,
    ...newSlotState(slots),
    recent: new Uint8Array(Math.max(1, Math.floor(1_000 / share.of))),
    abortAbove: (plan.abortAbovePercent ?? Number.POSITIVE_INFINITY) / 100,
    ...ZEROES,
    settled: newSettled(),
    listener: undefined,
  };
}

const ZEROES = {
  cursor: 0,
  atMs: 0,
  startedAt: 0,
  freeCount: 0,
  busySince: 0,
  inFlight: 0,
  recentAt: 0,
  recentFailed: 0,
  row: 0,
  rowEndsAt: 0,
} as const satisfies Partial<Core>;

const newSlotState = (slots: number) => ({
  dueAt: new Float64Array(slots),
  latencyFrom: new Float64Array(slots),
  sentAt: new Float64Array(slots),
  writtenAt: new Float64Array(slots),
  seenAt: new Float64Array(slots),
  attempts: new Uint8Array(slots),
  isAgain: new Uint8Array(slots),
  served: new Uint8Array(slots),
  receivedBytes: new Float64Array(slots),
  free: new Int32Array(slots),
  freePlace: new Int32Array(slots).fill(-1),
  freedAt: new Float64Array(slots),
});

const newPlay = (slots: number): Play => ({
  stand: new Uint8Array(slots),
  playing: 0,
  bytes: Array.from({ length: slots }, () => undefined),
  request: Array.from({ length: slots }, () => undefined),
  sleepers: newSleepers(slots),
  seen: () => UNSEEN,
});

const newSettled = (): Settled => ({
  slot: 0,
  route: 0,
  dueAt: 0,
  sentAt: 0,
  writtenAt: 0,
  firstByteAt: 0,
  endAt: 0,
  status: 0,
  failure: -1,
  isSuccess: false,
  latencyMs: 0,
  receivedBytes: 0,
});

const NOTHING = new Uint8Array();

const compile = (plan: LoadPlan, request: PlannedRequest, route: number | undefined): CompiledRequest =>
  compiled(request, requestBytes(plan.origin, throughProxy(plan, request), plan.keepAlive), route);

type Counted = Pick<PlayedStep, "name" | "method" | "expectStatus">;

const compiled = (request: Counted, bytes: Uint8Array, route = 0): CompiledRequest => ({
  bytes,
  route,
  isHead: request.method === "HEAD",
  isIdempotent: isIdempotent(request.method),
  expectStatus: request.expectStatus ?? 0,
});

export function failureIndex(kind: FailureKind): number {
  return FAILURE_KINDS.indexOf(kind);
}
