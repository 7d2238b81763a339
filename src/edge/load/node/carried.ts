import type { Dialer, Link } from "../dial/index.ts";
import type { Arrived } from "../hot/index.ts";
import type { DialFailure, Lane } from "../lane/index.ts";

/** What is done with open connections; handed in, because opening and using them call each other. */
export interface Traffic {
  ready(carried: Carried, connection: number): void;
  bytes(carried: Carried, connection: number, count: number): void;
}

/** A lane and its sockets. A connection carries `lane.wire.streams` slots. */
export interface Carried {
  readonly lane: Lane;
  readonly dialer: Dialer;
  readonly traffic: Traffic;
  readonly connections: number;
  readonly sockets: (Link | undefined)[];
  /** When the attempt to connect began, 0 when there is none; and when TCP was there. */
  readonly dialedAt: Float64Array;
  readonly connectedAt: Float64Array;
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
  nextConnection: number;
  readonly arrived: Arrived;
  /** Set while the very first connection is tried: it answers with the failure, or with nothing. */
  opening: ((failure: DialFailure | undefined) => void) | undefined;
  /** Called when the lane may be over. */
  settled: () => void;
  /** Called when something may have come due sooner than the pacer thinks. */
  poke: () => void;
}

export function newCarried(lane: Lane, dialer: Dialer, traffic: Traffic): Carried {
  const connections = Math.ceil(lane.core.slots / lane.wire.streams);
  return {
    lane,
    dialer,
    traffic,
    connections,
    sockets: Array.from({ length: connections }, () => undefined),
    dialedAt: new Float64Array(connections),
    connectedAt: new Float64Array(connections),
    isReserved: new Uint8Array(connections),
    reserved: 0,
    setbacks: new Uint8Array(connections),
    pauses: Array.from({ length: connections }, () => undefined),
    queue: new Uint32Array(connections),
    queued: 0,
    nextConnection: 0,
    arrived: { from: 0, to: 0 },
    opening: undefined,
    settled: () => {},
    poke: () => {},
  };
}
