import type { FailureKind } from "../../../load/sending/index.ts";

/** What a transport does next with a connection: read on, ask `next` for more to write, or replace the connection. */
export const WAIT = 0;
export const AGAIN = 1;
export const RENEW = 2;

/** Bytes that have arrived for a connection: `input` from `from` to `to`. One object, used again and again. */
export interface Arrived {
  from: number;
  to: number;
}

/**
 * A protocol on a lane's connections, without sockets: HTTP/1.1 (a connection is a slot) or HTTP/2 (a connection carries
 * `streams` slots, from `connection * streams` on). All calls happen at `core.atMs`, which the transport sets before: for
 * `receive` to the kernel's stamp where there is one.
 */
export interface Wire {
  /** Slots of one connection. */
  readonly streams: number;
  /** The buffer that a transport reads into; all connections share it. */
  readonly input: Uint8Array;
  /** A new connection is ready: TCP, and TLS where there is one. */
  opened(connection: number): void;
  /** Begins what may be begun on a connection, and answers the bytes to write; undefined when there are none now. */
  next(connection: number): Uint8Array | undefined;
  /** Takes bytes: WAIT, AGAIN (ask `next`, as soon as all that has arrived is read) or RENEW. */
  receive(connection: number, arrived: Arrived): number;
  /** The server closed its side: what that ends is complete, the rest has failed. The connection is to be replaced. */
  ended(connection: number): void;
  /** The connection broke or was given up. */
  lost(connection: number, kind: FailureKind): void;
  /** A slot has waited too long: it has failed. Answers like `receive` what is to be done with its connection. */
  expired(slot: number, kind: FailureKind): number;
  /** The headers of the first answer 429 that tell of limits. */
  readonly limitHeaders?: () => readonly (readonly [name: string, value: string])[];
  /**
   * Bytes of the answer in hand that nobody looks at, so that a transport may drain them unread (MSG_TRUNC): 0 when there
   * are none. Their number is told by `skipped`, which answers like `receive`.
   */
  skippable(connection: number): number;
  skipped(connection: number, bytes: number): number;
  /** What only a protocol with many requests on a connection has. */
  readonly multiplexed?: Multiplexed;
}

/** HTTP/2: requests and answers pass each other, and the connection has a state of its own. */
export interface Multiplexed {
  /** The server has greeted: requests may be begun. Until then nothing but `next` and `receive` is called. */
  isReady(connection: number): boolean;
  /** Why the connection was given up. */
  problem(connection: number): string;
  /** True while anything is in flight on it. */
  isBusy(connection: number): boolean;
  /** True once when bodies wait for the socket to drain; `drained` tells that it has. */
  isFull(connection: number): boolean;
  drained(connection: number): void;
}
