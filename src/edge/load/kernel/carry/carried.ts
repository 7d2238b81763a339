import type { Arrived } from "../../hot/index.ts";
import type { Lane } from "../../lane/index.ts";
import type { Kernel } from "../kernel.ts";
import type { Poller } from "../poller.ts";
import type { Receiver } from "../receiver.ts";
import type { Secure } from "../secure/index.ts";
import type { Stamps } from "../stamps.ts";
import type { Outbox } from "./outbox.ts";

/** What the lanes of one thread share. */
export interface Machine {
  readonly kernel: Kernel;
  readonly poller: Poller;
  readonly stamps: Stamps;
  /** The socket that keeps the kernel stamping. */
  readonly stampKeeper: number;
  readonly receiver: Receiver;
  readonly outbox: Outbox;
}

/** No socket. */
export const NONE = -1;

/** A lane and its connections: one array per property of a connection. */
export interface Carried {
  readonly machine: Machine;
  readonly lane: Lane;
  /** TLS, where the plan wants it. */
  readonly secure: Secure | undefined;
  /** What its sockets are read with. */
  readonly receiver: Receiver;
  /** True when an open socket is not all that a connection needs, or bytes are not just an answer: TLS, HTTP/2. */
  readonly isLayered: boolean;
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
  /** When TCP was there, 0 before. */
  readonly connectedAt: Float64Array;
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
  /** Connections whose next request is written once all that has arrived is read: the first `queued` ones. */
  readonly queue: Uint32Array;
  queued: number;
  /** Answers with a kernel's stamp, and without. */
  stamped: number;
  unstamped: number;
}

/** What a lane stands on. */
export interface Ground {
  readonly machine: Machine;
  readonly secure: Secure | undefined;
  readonly base: number;
}

/** How many connections carry a lane's slots. */
export const connectionsOf = ({ core, wire }: Lane): number => Math.ceil(core.slots / wire.streams);

/** A lane on this transport, with nothing opened yet. */
export function newCarried({ machine, secure, base }: Ground, lane: Lane): Carried {
  const connections = connectionsOf(lane);
  return {
    machine,
    lane,
    secure,
    receiver: secure?.receiver ?? machine.receiver,
    isLayered: secure !== undefined || lane.wire.multiplexed !== undefined,
    address: new Uint8Array(),
    base,
    connections,
    sockets: new Int32Array(connections).fill(NONE),
    generations: new Uint32Array(connections),
    dialedAt: new Float64Array(connections),
    connectedAt: new Float64Array(connections),
    redialAt: new Float64Array(connections),
    redials: 0,
    setbacks: new Uint8Array(connections),
    isReserved: new Uint8Array(connections),
    reserved: 0,
    lowWater: new Int32Array(connections).fill(1),
    unsent: Array.from({ length: connections }, () => undefined),
    nextConnection: 0,
    arrived: { from: 0, to: 0 },
    queue: new Uint32Array(connections),
    queued: 0,
    stamped: 0,
    unstamped: 0,
  };
}
