import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import * as zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeBody } from "../../../../src/edge/load/decode/index.ts";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const encoded = (value: string) => [["content-encoding", value]] as const;
const HELLO = "hello, hello, hello";

describe("decodeBody", () => {
  it.each([
    ["gzip", gzipSync(HELLO)],
    ["X-GZip", gzipSync(HELLO)],
    ["deflate", deflateSync(HELLO)],
    ["deflate", deflateRawSync(HELLO)],
    ["br", brotliCompressSync(HELLO)],
    ["identity", Buffer.from(HELLO)],
    ["gzip, br", brotliCompressSync(gzipSync(HELLO))],
    ["gzip", Buffer.concat([gzipSync("hello, "), gzipSync("hello, hello")])],
  ])("undoes %s", (coding, bytes) => {
    expect(decodeBody(bytes, encoded(coding), 1_000)).toEqual({ body: expect.anything(), truncated: false });
    expect(text(decodeBody(bytes, encoded(coding), 1_000).body)).toBe(HELLO);
  });

  it.skipIf(Reflect.get(zlib, "zstdCompressSync") === undefined)("undoes zstd where Node can", () => {
    const compress: (bytes: Uint8Array) => Buffer = Reflect.get(zlib, "zstdCompressSync");
    expect(text(decodeBody(compress(Buffer.from(HELLO)), encoded("zstd"), 1_000).body)).toBe(HELLO);
  });

  it("leaves what has no coding alone, up to the limit", () => {
    expect(decodeBody(Buffer.from(HELLO), [], 5)).toEqual({ body: Buffer.from("hello"), truncated: true });
    expect(decodeBody(Buffer.from(HELLO), [], HELLO.length)).toEqual({ body: Buffer.from(HELLO), truncated: false });
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
  ])("cuts a bomb: %s", (coding, compress) => {
    const bomb = compress(Buffer.alloc(5_000_000));
    const { body, truncated, problem } = decodeBody(bomb, encoded(coding), 100_000);
    expect(body.length).toBeLessThanOrEqual(100_000);
    expect({ truncated, problem }).toEqual({ truncated: true, problem: undefined });
  });

  it("cuts bombs within bombs", () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(5_000_000)));
    expect(decodeBody(bomb, encoded("gzip, gzip"), 10_000)).toMatchObject({ truncated: true });
    expect(decodeBody(bomb, encoded("gzip, gzip"), 10_000).body.length).toBeLessThanOrEqual(10_000);
  });

  it("shows a good part of a body that is longer than the limit", () => {
    const long = Array.from({ length: 20_000 }, (_, index) => `line ${index * 7919}\n`).join("");
    const { body, truncated } = decodeBody(gzipSync(long), encoded("gzip"), 100_000);
    expect(truncated).toBe(true);
    expect(body.length).toBeGreaterThan(40_000);
    expect(long.startsWith(text(body))).toBe(true);
  });

  it("shows what came of a body that is cut off", () => {
    const whole = gzipSync(Array.from({ length: 2_000 }, (_, index) => `line ${index}\n`).join(""));
    const { body } = decodeBody(whole.subarray(0, whole.length / 2), encoded("gzip"), 1_000_000);
    expect(text(body)).toMatch(/^line 0\nline 1\n/);
  });

  it.each([
    ["compress", Buffer.from("x"), "the content coding compress is unknown"],
    ["gzip", Buffer.from("no gzip at all"), "incorrect header check"],
    ["gzip,gzip,gzip,gzip,gzip", Buffer.from("x"), "5 content codings"],
  ])("says why %s stays as it is", (coding, bytes, problem) => {
    expect(decodeBody(bytes, encoded(coding), 1_000)).toEqual({ body: bytes, truncated: false, problem });
  });

  it("has nothing to say of an empty body", () => {
    expect(decodeBody(new Uint8Array(0), encoded("gzip"), 1_000)).toEqual({
      body: new Uint8Array(0),
      truncated: false,
    });
  });
});
