import { authorityText, requestHeaders, type Origin, type PlannedRequest } from "../../../load/sending/index.ts";
import { encodeFields } from "./encode.ts";
import { putFrameHead } from "./output.ts";
import { FLAG, FRAME, FRAME_BYTES, FRAME_HEAD } from "./protocol.ts";

/** A request as frames that lack nothing but the number of their stream. */
export interface RequestFrames {
  /** HEADERS, CONTINUATION where it needs them, and DATA when all of the body fits into one frame. */
  readonly bytes: Uint8Array;
  /** Where in `bytes` the frames begin. */
  readonly frames: readonly number[];
  /** Where the frames without the body end. */
  readonly headEnd: number;
  readonly body: Uint8Array;
  readonly isHead: boolean;
}

const EMPTY = new Uint8Array(0);
// They speak of the connection, which is not theirs any more (RFC 9113 section 8.2.2).
const DROPPED: ReadonlySet<string> = new Set(["host", "connection", "keep-alive", "proxy-connection", "te", "upgrade"]);

/**
 * A request as the frames of HTTP/2, ready to be sent on any stream.
 *
 * Errors: `load-bad-header`, `load-bad-url`. Source: RFC 9113 sections 6.2 and 8.3.1.
 */
export function requestFrames(origin: Origin, request: PlannedRequest): RequestFrames {
  const body = request.body ?? EMPTY;
  const block = encodeFields(fieldsOf(origin, request));
  const head = splitBlock(block, body.length === 0);
  const isSmall = body.length > 0 && body.length <= FRAME_BYTES;
  const parts = isSmall ? [...head, dataFrame(body)] : head;
  return {
    bytes: Buffer.concat(parts),
    frames: startsOf(parts),
    headEnd: head.reduce((sum, part) => sum + part.length, 0),
    body,
    isHead: request.method === "HEAD",
  };
}

function fieldsOf(origin: Origin, request: PlannedRequest): readonly (readonly [string, string])[] {
  const headers = requestHeaders(origin, request, true).map(([name, value]) => [name.toLowerCase(), value] as const);
  const host = headers.find(([name]) => name === "host")?.[1] ?? authorityText(origin);
  return [
    [":method", request.method],
    [":scheme", origin.scheme],
    [":authority", host],
    [":path", request.path],
    ...headers.filter(([name, value]) => !DROPPED.has(name) || (name === "te" && value === "trailers")),
  ];
}

function splitBlock(block: Buffer, endsStream: boolean): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < block.length || at === 0; at += FRAME_BYTES) {
    const isFirst = at === 0;
    const isLast = at + FRAME_BYTES >= block.length;
    const flags = (isFirst && endsStream ? FLAG.endStream : 0) | (isLast ? FLAG.endHeaders : 0);
    pieces.push(frameOf(isFirst ? FRAME.headers : FRAME.continuation, flags, block.subarray(at, at + FRAME_BYTES)));
  }
  return pieces;
}

const dataFrame = (body: Uint8Array): Buffer => frameOf(FRAME.data, FLAG.endStream, body);

function frameOf(type: number, flags: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.alloc(FRAME_HEAD + payload.length);
  putFrameHead(bytes, 0, { type, flags, stream: 0, length: payload.length });
  bytes.set(payload, FRAME_HEAD);
  return bytes;
}

function startsOf(parts: readonly Buffer[]): readonly number[] {
  let at = 0;
  return parts.map((part) => {
    const start = at;
    at += part.length;
    return start;
  });
}
