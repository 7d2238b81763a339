import * as zlib from "node:zlib";

/** What a decoder made of some bytes. The end may be missing. */
export type Inflated =
  | { readonly kind: "fine"; readonly body: Uint8Array }
  | { readonly kind: "too-long" }
  | { readonly kind: "broken"; readonly problem: string };

export type Inflate = (bytes: Uint8Array, limit: number) => Inflated;

const { constants } = zlib;
const zlibOptions = (limit: number) => ({ finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: limit });
const gunzip: Inflate = guarded((bytes, limit) => zlib.gunzipSync(bytes, zlibOptions(limit)));
const unwrapped: Inflate = guarded((bytes, limit) => zlib.inflateRawSync(bytes, zlibOptions(limit)));
const wrapped: Inflate = guarded((bytes, limit) => zlib.inflateSync(bytes, zlibOptions(limit)));
const brotli: Inflate = guarded((bytes, limit) =>
  zlib.brotliDecompressSync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: limit }),
);

const INFLATERS: ReadonlyMap<string, Inflate> = new Map([
  ["gzip", gunzip],
  ["x-gzip", gunzip],
  // Some servers send it without the zlib wrapper that RFC 9110 section 8.4.1.2 asks for; the wrapper's first byte tells.
  ["deflate", (bytes, limit) => (((bytes[0] ?? 0) & 15) === 8 ? wrapped : unwrapped)(bytes, limit)],
  ["br", brotli],
]);

/** The decoder of a content coding, in lower case; undefined when this Node has none. */
export function inflaterOf(coding: string): Inflate | undefined {
  return INFLATERS.get(coding) ?? (coding === "zstd" ? zstd() : undefined);
}

// Node has it from 22.15 on.
function zstd(): Inflate | undefined {
  const decompress: unknown = Reflect.get(zlib, "zstdDecompressSync");
  if (typeof decompress !== "function") return undefined;
  return guarded((bytes, limit) => {
    const options = { finishFlush: Number(Reflect.get(constants, "ZSTD_e_flush")), maxOutputLength: limit };
    const body: unknown = Reflect.apply(decompress, zlib, [bytes, options]);
    return body instanceof Uint8Array ? body : new Uint8Array(0);
  });
}

function guarded(inflate: (bytes: Uint8Array, limit: number) => Uint8Array): Inflate {
  return (bytes, limit) => {
    try {
      return { kind: "fine", body: inflate(bytes, Math.max(1, limit)) };
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
      if (code === "ERR_BUFFER_TOO_LARGE") return { kind: "too-long" };
      return { kind: "broken", problem: cause instanceof Error ? cause.message : String(cause) };
    }
  };
}
