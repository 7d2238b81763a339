import type { FailureKind } from "../../../load/sending/index.ts";
import type { Field } from "./fields.ts";
import { newOutput, type Output } from "./output.ts";
import { DEFAULT_WINDOW, FRAME_HEAD } from "./protocol.ts";
import { newSkimmed, type Skimmed } from "./skim.ts";

/** What happens to the requests of a connection; `place` is the request's place among those that may be under way. */
export interface StreamEvents {
  /** The answer's headers are here; they came with the bytes that are being read now. */
  onHead(session: Session, place: number): void;
  /** The answer is whole. The place is free, and may be used at once. */
  onAnswer(session: Session, place: number, status: number): void;
  /** There will be no whole answer. The place is free. */
  onFailure(session: Session, place: number, kind: FailureKind): void;
  /** The server has not looked at the request: sending it again, on another connection, does no harm. The place is free. */
  onUnprocessed(session: Session, place: number): void;
  /** The server has said how many streams it allows. */
  onReady(session: Session): void;
}

/** Where the answer of a place stands. */
export const STAGE = { free: 0, head: 1, body: 2 } as const;

/** Whether bodies wait for the socket: no, found out, or told to it. */
export const FULL = { no: 0, found: 1, told: 2 } as const;

/** What is kept of an answer that somebody wants to look at. */
export interface Kept {
  readonly limit: number;
  fields: readonly Field[];
  readonly parts: Uint8Array[];
  bytes: number;
  truncated: boolean;
}

/** The client's side of one HTTP/2 connection. Arrays have an element for each place. */
export interface Session {
  readonly events: StreamEvents;
  readonly places: number;
  /** The slot of its first place. */
  readonly base: number;
  /** The place that was tried last, and whether there is something to begin or to write. */
  turn: number;
  isDue: boolean;
  /** When anything came last. */
  heardAt: number;
  /** Why it is broken. */
  problem: string;
  readonly output: Output;
  /** Streams of `places`, 0 for none, and the way back: the low bits of a stream's number lead to its place + 1. */
  readonly stream: Int32Array;
  readonly byStream: Int32Array;
  readonly stage: Uint8Array;
  readonly status: Uint16Array;
  readonly isHead: Uint8Array;
  /** Content-Length of the answer or NO_LENGTH; bytes of its body; bytes that its window has lost. */
  readonly length: Float64Array;
  readonly received: Float64Array;
  readonly taken: Float64Array;
  /** Everything of the answer, heads of frames included. */
  readonly bytes: Float64Array;
  /** How much may be sent on the stream, and what is left to be sent. */
  readonly window: Float64Array;
  readonly body: (Uint8Array | undefined)[];
  readonly sent: Float64Array;
  readonly kept: (Kept | undefined)[];
  fullness: number;
  /** Places whose bodies wait for a window or for room. */
  pending: number;
  active: number;
  nextStream: number;
  /** The server's wishes. */
  maxStreams: number;
  firstWindow: number;
  sendWindow: number;
  /** Bytes that the connection's receiving window has lost. */
  connectionTaken: number;
  isReady: boolean;
  isRetired: boolean;
  isBroken: boolean;
  /** Streams that we have reset: frames may still come for them. */
  resets: number;
  /** Frames in a row that brought nothing. */
  idleFrames: number;
  /** The frame in hand: what has come of its head, and its parts. */
  readonly head: Uint8Array;
  headFilled: number;
  type: number;
  flags: number;
  frameStream: number;
  /** Payload still to come; padding that ends it; whether the length of the padding is still to come. */
  left: number;
  padding: number;
  needsPadding: boolean;
  /** A payload or header block of which only the beginning has come. */
  partial: Uint8Array;
  partialEnd: number;
  /** The stream whose header block goes on in CONTINUATION frames, 0 for none, and how many frames it has taken. */
  blockStream: number;
  blockEndsStream: boolean;
  blockFrames: number;
  block: Uint8Array;
  blockEnd: number;
  readonly skimmed: Skimmed;
}

export const NOTHING = new Uint8Array(0);

/** A connection that has sent and heard nothing yet, with room for `places` streams. */
export function newSession(events: StreamEvents, places: number, base = 0): Session {
  return {
    events,
    places,
    base,
    turn: -1,
    isDue: false,
    heardAt: 0,
    problem: "",
    output: newOutput(),
    stream: new Int32Array(places),
    byStream: new Int32Array(tableSize(places)),
    stage: new Uint8Array(places),
    status: new Uint16Array(places),
    isHead: new Uint8Array(places),
    length: new Float64Array(places),
    received: new Float64Array(places),
    taken: new Float64Array(places),
    bytes: new Float64Array(places),
    window: new Float64Array(places),
    body: Array.from({ length: places }, () => undefined),
    sent: new Float64Array(places),
    kept: Array.from({ length: places }, () => undefined),
    fullness: FULL.no,
    pending: 0,
    active: 0,
    nextStream: 1,
    maxStreams: Number.POSITIVE_INFINITY,
    firstWindow: DEFAULT_WINDOW,
    sendWindow: DEFAULT_WINDOW,
    connectionTaken: 0,
    isReady: false,
    isRetired: false,
    isBroken: false,
    resets: 0,
    idleFrames: 0,
    ...newReading(),
    skimmed: newSkimmed(),
  };
}

const newReading = () => ({
  head: new Uint8Array(FRAME_HEAD),
  headFilled: 0,
  type: 0,
  flags: 0,
  frameStream: 0,
  left: 0,
  padding: 0,
  needsPadding: false,
  partial: NOTHING,
  partialEnd: 0,
  blockStream: 0,
  blockEndsStream: false,
  blockFrames: 0,
  block: NOTHING,
  blockEnd: 0,
});

// Twice as many as are ever in use, so that a slow answer seldom stands in the way of a new stream.
function tableSize(places: number): number {
  let size = 4;
  while (size < 2 * places) size *= 2;
  return size;
}

/** The place of a stream, or -1. */
export function placeOf(session: Session, stream: number): number {
  const { byStream } = session;
  const place = (byStream[(stream >>> 1) & (byStream.length - 1)] ?? 0) - 1;
  return place >= 0 && session.stream[place] === stream ? place : -1;
}
