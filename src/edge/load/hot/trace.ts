import { randomFillSync } from "node:crypto";

const POOL = 24 * 256;
const OWN = /^traceparent:/im;

/**
 * Values of `traceparent`, one for each request: a random trace and span, and the flag that it is recorded. Source: W3C Trace
 * Context, section 3.2.
 *
 * @example
 * newTraces()(); // "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
 */
export function newTraces(): () => string {
  const pool = Buffer.alloc(POOL);
  let at = POOL;
  return () => {
    if (at === POOL) {
      randomFillSync(pool);
      at = 0;
    }
    const trace = pool.toString("hex", at, at + 16);
    const span = pool.toString("hex", at + 16, at + 24);
    at += 24;
    return `00-${trace}-${span}-01`;
  };
}

/** A request of HTTP/1.1 with a trace behind its request line; one that has a trace of its own stays as it is. */
export function withTrace(bytes: Uint8Array, trace: string): Uint8Array {
  const request = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (OWN.test(request.toString("latin1", 0, request.indexOf("\r\n\r\n")))) return bytes;
  const lineEnd = request.indexOf("\r\n") + 2;
  const header = Buffer.from(`traceparent: ${trace}\r\n`, "latin1");
  return Buffer.concat([request.subarray(0, lineEnd), header, request.subarray(lineEnd)]);
}
