import type { FailureKind } from "./failure.ts";
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

/** How busy the generator itself was. */
export interface GeneratorMeasured {
  /** User and system time of this process during the run. */
  readonly cpuMs: number;
  /** Share of the time in which the event loop had work, 0 to 1. */
  readonly busy: number;
}

/** The facts of a run, before anything is concluded from them. */
export interface Measured {
  readonly transport: string;
  /** The address that was used: `127.0.0.1:3000`. */
  readonly address: string;
  readonly interrupted: boolean;
  /** From the first send until the planned end or the last answer, whichever was later. */
  readonly elapsedMs: number;
  readonly routes: readonly RouteMeasured[];
  /** HTTP bytes, without the framing of TLS. */
  readonly bytes: { readonly received: number; readonly sent: number };
  readonly firstByte: Histogram;
  readonly connections: ConnectionsMeasured;
  readonly generator: GeneratorMeasured;
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
}
