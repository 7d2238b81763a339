import {
  beginRequest,
  feed,
  greet,
  newSession,
  requestFrames,
  type Session,
  type StreamEvents,
} from "../../../../src/edge/load/h2/index.ts";
import type { PlannedRequest } from "../../../../src/load/index.ts";

export const origin = { scheme: "http", host: "api.test", port: 80 } as const;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

/** Bytes of a frame. */
export function frame(type: number, flags: number, stream: number, payload: Uint8Array | string = ""): Buffer {
  const body = typeof payload === "string" ? Buffer.from(payload, "hex") : Buffer.from(payload);
  const head = Buffer.alloc(9);
  head.writeUIntBE(body.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, body]);
}

export const settings = (...pairs: readonly (readonly [number, number])[]): Buffer =>
  frame(
    4,
    0,
    0,
    Buffer.concat(
      pairs.map(([setting, value]) => {
        const bytes = Buffer.alloc(6);
        bytes.writeUInt16BE(setting, 0);
        bytes.writeUInt32BE(value, 2);
        return bytes;
      }),
    ),
  );

/** Bytes of a 32-bit number, as hexadecimal digits. */
export const hex32 = (value: number): string => (value >>> 0).toString(16).padStart(8, "0");

/** Cuts bytes into frames; the client's preface is passed over. */
export function framesIn(bytes: Buffer): readonly Frame[] {
  let at = bytes.subarray(0, 3).toString() === "PRI" ? 24 : 0;
  const frames: Frame[] = [];
  while (at < bytes.length) {
    const length = bytes.readUIntBE(at, 3);
    frames.push({
      type: bytes.readUInt8(at + 3),
      flags: bytes.readUInt8(at + 4),
      stream: bytes.readUInt32BE(at + 5),
      payload: bytes.subarray(at + 9, at + 9 + length),
    });
    at += 9 + length;
  }
  return frames;
}

export interface Client {
  readonly session: Session;
  /** What happened, in words. */
  readonly events: string[];
  readonly take: () => Buffer;
  readonly frames: () => readonly Frame[];
  readonly feed: (bytes: Uint8Array) => void;
  readonly get: (place?: number, changes?: Partial<PlannedRequest>) => void;
}

export const request = (changes: Partial<PlannedRequest> = {}): PlannedRequest => ({
  name: "a",
  weight: 1,
  method: "GET",
  path: "/",
  headers: [],
  ...changes,
});

/** A client whose server has greeted with the given settings, unless `isReady` is false. */
export function client(places = 4, { isReady = true, greeting = settings() } = {}): Client {
  const events: string[] = [];
  const told: StreamEvents = {
    onHead: (_, place) => events.push(`head ${place}`),
    onAnswer: (_, place, status) => events.push(`answer ${place} ${status}`),
    onFailure: (_, place, kind) => events.push(`failure ${place} ${kind}`),
    onUnprocessed: (_, place) => events.push(`unprocessed ${place}`),
    onReady: () => events.push("ready"),
  };
  const session = newSession(told, places);
  greet(session);
  const take = (): Buffer => {
    const bytes = Buffer.from(session.output.bytes.subarray(0, session.output.end));
    session.output.end = 0;
    return bytes;
  };
  const made: Client = {
    session,
    events,
    take,
    frames: () => framesIn(take()),
    feed: (bytes) => feed(session, bytes, { from: 0, to: bytes.length }),
    get: (place = 0, changes = {}) => {
      beginRequest(session, place, requestFrames(origin, request(changes)));
    },
  };
  if (!isReady) return made;
  made.feed(greeting);
  take();
  events.length = 0;
  return made;
}
