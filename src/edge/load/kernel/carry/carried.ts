import type { Arrived } from "../../hot/index.ts";
import type { Lane } from "../../lane/index.ts";
import type { Kernel } from "../kernel.ts";
import type { Poller } from "../poller.ts";
import type { Receiver } from "../receiver.ts";
import type { Stamps } from "../stamps.ts";
import type { Outbox } from "./outbox.ts";

/** What the lanes of one thread share. */
export interface Machine {
  readonly kernel: Kernel;
  readonly poller: Poller;
  readonly stamps: Stamps;
  readonly receiver: Receiver;
  readonly outbox: Outbox;
}

/** No socket. */
export const NONE = -1;

/** A lane and its connections: one array per property of a connection. */
export interface Carried {
  readonly machine: Machine;
  readonly lane: Lane;
  /** `struct sockaddr` of where connections go to. */
  address: Uint8Array;
  /** The poller knows connection c as place `base + c`. */
  readonly base: number;
  readonly connections: number;
  /** File descriptors, or NONE. */
  readonly sockets: Int32Array;
  /** How many sockets a connection has had: an event that was for an earlier one is none of its business. */
  readonly generations: Uint32Array;
  /** When the attempt to connect began; 0 when there is none, or it has succeeded. */
  readonly dialedAt: Float64Array;
  /** When to try again, 0 for never; and how many are to. */
  readonly redialAt: Float64Array;
  redials: number;
  /** Attempts that failed in a row. */
  readonly setbacks: Uint8Array;
  /** 1 while a connection is being opened, and how many are. */
  readonly isReserved: Uint8Array;
  reserved: number;
  /** SO_RCVLOWAT of each connection. */
  readonly lowWater: Int32Array;
  /** What a full socket did not take. */
  readonly unsent: (Uint8Array | undefined)[];
  /** The next connection that has not been opened yet. */
  nextConnection: number;
  readonly arrived: Arrived;
  /** Answers with a kernel's stamp, and without. */
  stamped: number;
  unstamped: number;
}

/** A lane on this transport, with nothing opened yet. */
export function newCarried(machine: Machine, lane: Lane, base: number): Carried {
  const connections = lane.core.slots;
  return {
    machine,
    lane,
    address: new Uint8Array(),
    base,
    connections,
    sockets: new Int32Array(connections).fill(NONE),
    generations: new Uint32Array(connections),
    dialedAt: new Float64Array(connections),
    redialAt: new Float64Array(connections),
    redials: 0,
    setbacks: new Uint8Array(connections),
    isReserved: new Uint8Array(connections),
    reserved: 0,
    lowWater: new Int32Array(connections).fill(1),
    unsent: Array.from({ length: connections }, () => undefined),
    nextConnection: 0,
    arrived: { from: 0, to: 0 },
    stamped: 0,
    unstamped: 0,
  };
}
