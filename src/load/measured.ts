import type { FailureKind } from "./failure.ts";
import type { CoarseHistogram } from "./coarse-histogram.ts";
import type { Histogram } from "./histogram.ts";

/** What was counted of all requests of one name. */
export interface RouteMeasured {
  readonly name: string;
  /** Answers by status, successes included. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Answers that were whole but whose status is no success, by status. */
  readonly refusals: ReadonlyMap<number, number>;
  /** Requests without a whole answer. */
  readonly failures: ReadonlyMap<FailureKind, number>;
  /** From sending to the answer's last byte. */
  readonly successful: Histogram;
  /** From sending (or from the attempt to connect) to the failure's being known. */
  readonly failed: Histogram;
  /** In flight one second after the end. */
  readonly unfinished: number;
}

export interface ConnectionsMeasured {
  readonly opened: number;
  /** Attempts that came to nothing. */
  readonly failed: number;
  /** Reused connections that the server closed before any byte of the answer. */
  readonly races: number;
  /** Requests sent a second time because of such a race; each is counted once in the totals. */
  readonly retried: number;
  /** Connections given up because bytes followed a complete answer. */
  readonly surplus: number;
  /** From the attempt to the established TCP connection. */
  readonly connect: Histogram;
  /** From the established TCP connection to the end of the TLS handshake. */
  readonly handshake: Histogram;
}

/**
 * What happened in a stretch of the run. Slots are 100 ms wide at first; a long run doubles the width and joins
 * neighbours, so that there are never more than 600.
 */
export interface SlotMeasured {
  /** Arrivals that were due; 0 in a closed workload. */
  readonly due: number;
  readonly sent: number;
  readonly successful: number;
  readonly failed: number;
  /** Highest number of requests in flight. */
  readonly inFlight: number;
  /** Users (closed) or busy connections (open) at its end. */
  readonly users: number;
  readonly receivedBytes: number;
  /** How late requests that were due then were sent, as far as the generator is the cause: the sum of all, and the largest. */
  readonly lagMs?: number;
  readonly mostLagMs?: number;
  /** Answers by status class, 1xx to 5xx, and requests without an answer at index 0. */
  readonly classes: readonly number[];
  /** Of all finished requests, in coarse form: at most 4 KB, within 1.6 %. */
  readonly latency: CoarseHistogram;
}

export interface SlotsMeasured {
  readonly widthMs: number;
  readonly slots: readonly SlotMeasured[];
}

/** How an open workload kept its clock. */
export interface ScheduleMeasured {
  readonly due: number;
  readonly sent: number;
  /** Due, and never sent because no connection came free before the end. */
  readonly unsent: number;
  /** From when a request was due to its send, as far as the generator is the cause: microseconds. */
  readonly lag: Histogram;
  /** From when a request was due to its send because every connection was still waiting for the server: microseconds. */
  readonly blocked: Histogram;
}

/** How busy the generator itself was. */
export interface GeneratorMeasured {
  /** User and system time of this process during the run. */
  readonly cpuMs: number;
  /** Share of the time in which the event loop had work, 0 to 1. */
  readonly busy: number;
  readonly workers?: number;
  /** Who stamped the arrival of answers: the kernel at the socket, or this program when it came to read. */
  readonly stamps?: "kernel" | "program";
  /** From the kernel's stamp to our reading, per answer, microseconds: our own queue. Empty with `stamps: "program"`. */
  readonly queueing?: Histogram;
  /** How long the sending threads were ready to run and were not run by the system, where it says so. */
  readonly stolenMs?: number;
  /** The longest that a sending thread stayed away from its sockets, and the total above 5 ms. */
  readonly longestStallMs?: number;
  readonly stalledMs?: number;
  /** Why the kernel transport was not used. */
  readonly fallback?: string;
  /** Why threads ended before their part of the run did: what is measured is not the planned load. */
  readonly lostWorkers?: readonly string[];
}

/** The facts of a run, before anything is concluded from them. */
export interface Measured {
  readonly transport: string;
  /** The address that was used: `127.0.0.1:3000`. */
  readonly address: string;
  readonly interrupted: boolean;
  /** When it began, by the clock that `World.clock.monotonicMs` reads: `atMs` of samples counts from here. */
  readonly startedAtMs?: number;
  /** From the first send until the planned end or the last answer, whichever was later. */
  readonly elapsedMs: number;
  readonly routes: readonly RouteMeasured[];
  /** HTTP bytes, without the framing of TLS. */
  readonly bytes: { readonly received: number; readonly sent: number };
  readonly firstByte: Histogram;
  /** From the first byte of an answer to its last. */
  readonly download?: Histogram;
  readonly slots?: SlotsMeasured;
  /** Only of an open workload. */
  readonly schedule?: ScheduleMeasured;
  /** Checks of a scenario. */
  readonly checks?: readonly CheckMeasured[];
  /** Answers 429, when they were looked for. */
  readonly rateLimit?: RateLimitMeasured;
  /** Ended early by `abortAbovePercent`. */
  readonly aborted?: boolean;
  /**
   * Finished requests that the observer was not handed though it wanted them: it took them too slowly, refused to take more,
   * or the thread that had them died.
   */
  readonly droppedSamples?: number;
  readonly connections: ConnectionsMeasured;
  readonly generator: GeneratorMeasured;
}

export interface CheckMeasured {
  readonly route: string;
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

export interface RateLimitMeasured {
  /** Milliseconds from the start of the run, and other answers to requests that had been sent by then. */
  readonly first: { readonly atMs: number; readonly after: number } | undefined;
  /** `Retry-After`, `RateLimit*` and `X-RateLimit-*` headers of the first 429, as sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly count: number;
  /** When a request sent after the first one was answered otherwise, milliseconds from the start. */
  readonly recoveredAtMs: number | undefined;
}

/** Where a run stands, for showing. */
export interface LoadTick {
  readonly elapsedMs: number;
  readonly finished: number;
  readonly failed: number;
  readonly inFlight: number;
  /** Answers a second since the tick before. */
  readonly requestsPerSecond: number;
  /** Of all successful requests so far. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p90Ms?: number;
  /** Arrivals a second that are planned now; undefined in a closed workload. */
  readonly plannedPerSecond?: number;
  readonly users?: number;
}
