import type { IncomingMessage } from "node:http";
import type { Duplex, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { HttpError } from "./http-error.js";

const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30 };

/** A number of bytes, or a text such as `1mb`. */
export function bytesOf(limit: number | string): number {
  if (typeof limit === "number") return limit;
  const [, amount = "", unit = "b"] = /^(\d+(?:\.\d+)?) *(b|kb|mb|gb)?$/i.exec(limit.trim()) ?? [];
  if (amount === "") throw new TypeError(`${limit} is no size; write it as 1mb.`);
  return Math.floor(Number(amount) * (UNITS[unit.toLowerCase()] ?? 1));
}

export const hasBody = ({ headers }: Pick<IncomingMessage, "headers">): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** The body of a request, decompressed. Errors: 413 above the limit, 415 for an unknown encoding, 400 for a broken or lost one. */
export function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const encoding = request.headers["content-encoding"]?.toLowerCase() ?? "identity";
  if (encoding === "identity" && Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
  return collect(contentOf(request, encoding), request, limit);
}

const OPENERS: ReadonlyMap<string, () => Duplex> = new Map([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/** The content of a request as a stream, decompressed. Errors: 400 for a request that has been lost or read, 415. */
export function contentOf(request: IncomingMessage, encoding: string): Readable {
  if (request.destroyed || request.readableEnded) throw unreadable();
  if (encoding === "identity") return request;
  const open = OPENERS.get(encoding);
  if (open === undefined)
    throw new HttpError(415, "UNSUPPORTED_MEDIA_TYPE", `The encoding ${encoding} is not known here.`, [], {
      "Accept-Encoding": "gzip, deflate, br",
    });
  const content = request.pipe(open());
  // Who reads no further has no ear left for what breaks behind that place: unheard, it would end the process.
  content.on("error", () => undefined);
  request.once("aborted", () => content.destroy(unreadable()));
  return content;
}

/** Throws away what is still to come, so that the answer reaches the client. */
export function abandon(request: IncomingMessage, content: Readable): void {
  if (content !== request) {
    request.unpipe();
    content.destroy();
  }
  request.resume();
}

const unreadable = (): HttpError => new HttpError(400, "BAD_REQUEST", "The body cannot be read.");

export function tooLarge(limit: number): HttpError {
  return new HttpError(413, "PAYLOAD_TOO_LARGE", `The body is larger than ${limit} bytes.`);
}

/** Most bodies come in one piece. */
const joined = (chunks: readonly Buffer[], length: number): Buffer =>
  chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length);

function collect(content: Readable, request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (settle: () => void): void => {
      content.off("data", onData).off("end", onEnd).off("error", onError);
      request.off("aborted", onError);
      settle();
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= limit) return void chunks.push(chunk);
      end(() => reject(tooLarge(limit)));
      abandon(request, content);
    };
    // Nothing is heard after the end: to take the listeners off would be work for nothing.
    const onEnd = (): void => resolve(joined(chunks, length));
    const onError = (): void => {
      end(() => reject(unreadable()));
      abandon(request, content);
    };
    content.on("data", onData).on("end", onEnd).on("error", onError);
    request.on("aborted", onError);
  });
}
