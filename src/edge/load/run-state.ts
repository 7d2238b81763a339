import type { Socket } from "node:net";
import { createHistogram, type FailureKind, type Histogram, type LoadPlan } from "../../load/index.ts";
import { newDialer, type Dialer } from "./dialer.ts";
import { newCore, type Core } from "./hot/index.ts";

// Large enough that a response of a megabyte takes few reads, small enough to stay in a core's cache.
const INPUT_BYTES = 128 * 1024;

/** Why a connection could not be opened. */
export interface DialFailure {
  readonly kind: FailureKind;
  readonly reason: string;
}

/** A run over node:net or node:tls. */
export interface Run {
  readonly plan: LoadPlan;
  readonly core: Core;
  readonly dialer: Dialer;
  /** Where connections go to, once the first one has found out. */
  address: string;
  /** Set while the very first connection is tried: it answers with the failure, or with nothing. */
  opening: ((failure: DialFailure | undefined) => void) | undefined;
  readonly sockets: (Socket | undefined)[];
  /** When the attempt to connect began, 0 when there is none. */
  readonly dialedAt: Float64Array;
  /** 1 while a connection is being opened, and how many are. */
  readonly isReserved: Uint8Array;
  reserved: number;
  /** Attempts to connect that failed in a row. */
  readonly setbacks: Uint8Array;
  readonly pauses: (NodeJS.Timeout | undefined)[];
  /** Connections whose next request is written once everything that has arrived is read: the first `queued` ones. */
  readonly queue: Uint32Array;
  queued: number;
  /** The next connection that has not been opened yet. */
  nextSlot: number;
  opened: number;
  unopened: number;
  readonly connect: Histogram;
  readonly handshake: Histogram;
  startedAt: number;
  /** When no more requests were begun: the planned end, or an interruption. */
  stoppedAt: number;
  interrupted: boolean;
  /** Ends the run; set while it lasts. */
  finish: () => void;
}

export function newRun(plan: LoadPlan): Run {
  const input = new Uint8Array(INPUT_BYTES);
  const slots = plan.concurrency;
  return {
    plan,
    core: newCore(plan, input),
    dialer: newDialer(plan, input),
    address: "",
    opening: undefined,
    sockets: Array.from({ length: slots }, () => undefined),
    dialedAt: new Float64Array(slots),
    isReserved: new Uint8Array(slots),
    reserved: 0,
    setbacks: new Uint8Array(slots),
    pauses: Array.from({ length: slots }, () => undefined),
    queue: new Uint32Array(slots),
    queued: 0,
    nextSlot: 0,
    opened: 0,
    unopened: 0,
    connect: createHistogram(),
    handshake: createHistogram(),
    startedAt: 0,
    stoppedAt: 0,
    interrupted: false,
    finish: () => {},
  };
}
