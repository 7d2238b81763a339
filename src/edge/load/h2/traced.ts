import type { Origin, PlannedRequest } from "../../../load/sending/index.ts";
import { requestFrames, type RequestFrames } from "./request.ts";

const TRACE = "traceparent";
const NO_TRACE = `00-${"0".repeat(32)}-${"0".repeat(16)}-01`;

/** A request with a trace; one that has a trace of its own stays as it is. */
export function traced(request: PlannedRequest, trace: string): PlannedRequest {
  if (request.headers.some(([name]) => name.toLowerCase() === TRACE)) return request;
  return { ...request, headers: [[TRACE, trace], ...request.headers] };
}

/**
 * The frames of a request, with another trace each time: they are made once, and the trace is written over, because its length
 * is always the same and it is not compressed. Errors: `load-bad-header`, `load-bad-url`.
 */
export function tracedFrames(origin: Origin, request: PlannedRequest, newTrace: () => string): () => RequestFrames {
  const marked = traced(request, NO_TRACE);
  const frames = requestFrames(origin, marked);
  if (marked === request) return () => frames;
  const bytes = Buffer.from(frames.bytes.buffer, frames.bytes.byteOffset, frames.bytes.length);
  const at = bytes.indexOf(NO_TRACE);
  // Headers so long that the trace stands across the end of a frame.
  if (at < 0) return () => requestFrames(origin, traced(request, newTrace()));
  return () => {
    bytes.write(newTrace(), at, "latin1");
    return frames;
  };
}
