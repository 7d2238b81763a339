import { newCapture, type Capture } from "./capture-state.ts";
import { newMemory, type Memory } from "./memo-state.ts";

/** Where a connection's answer stands. Numbers, because they live in a Uint8Array. */
export const PHASE = {
  idle: 0,
  status: 1,
  header: 2,
  length: 3,
  untilClose: 4,
  chunkSize: 5,
  chunk: 6,
  chunkEnd: 7,
  trailer: 8,
} as const;

export const NO_LENGTH = -1;

/** What Transfer-Encoding said: nothing, that the body is chunked, or something that only the end of connection ends. */
export const CODING = { none: 0, chunked: 1, other: 2 } as const;

/** Whether the connection ends with this answer: no, by default (HTTP/1.0), or because the server said so. */
export const CLOSES = { no: 0, byDefault: 1, said: 2 } as const;

/** The answers of all connections, one array per property: `phase[7]` is the phase of connection 7. */
export interface Parser {
  /** The buffer that every connection's bytes arrive in. */
  readonly input: Uint8Array;
  /** Where to read on in `input`; after a complete answer, where it ended. */
  position: number;
  readonly phase: Uint8Array;
  readonly status: Uint16Array;
  readonly isHead: Uint8Array;
  readonly coding: Uint8Array;
  readonly closes: Uint8Array;
  /** Content-Length, or NO_LENGTH. */
  readonly length: Float64Array;
  /** Bytes left of the body or the chunk. */
  readonly left: Float64Array;
  readonly headerBytes: Uint32Array;
  /** Beginnings of lines whose end has not arrived. */
  readonly carry: (Uint8Array | undefined)[];
  readonly carried: Uint32Array;
  readonly memory: Memory;
  readonly capture: Capture;
  /** Which request the first bytes are the answer to. */
  key: number;
  /** Where the head ended in `input`, and how long its body is; 0 when it did not come in one piece or has no length. */
  headEnd: number;
  bodyLength: number;
  /** The line in hand, without its end. */
  line: Uint8Array;
  lineFrom: number;
  lineTo: number;
}

/** A parser for `slots` connections that all read into `input`, a buffer that they share. */
export function newParser(slots: number, input: Uint8Array): Parser {
  return {
    input,
    position: 0,
    phase: new Uint8Array(slots),
    status: new Uint16Array(slots),
    isHead: new Uint8Array(slots),
    coding: new Uint8Array(slots),
    closes: new Uint8Array(slots),
    length: new Float64Array(slots),
    left: new Float64Array(slots),
    headerBytes: new Uint32Array(slots),
    carry: Array.from({ length: slots }, () => undefined),
    carried: new Uint32Array(slots),
    memory: newMemory(input),
    capture: newCapture(slots),
    key: 0,
    headEnd: 0,
    bodyLength: 0,
    line: input,
    lineFrom: 0,
    lineTo: 0,
  };
}
