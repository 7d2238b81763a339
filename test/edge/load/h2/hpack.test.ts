import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFields } from "../../../../src/edge/load/h2/encode.ts";
import { readFields } from "../../../../src/edge/load/h2/fields.ts";
import { decodeHuffman } from "../../../../src/edge/load/h2/huffman.ts";
import { CORRUPT, FINE, MALFORMED, newSkimmed, skim } from "../../../../src/edge/load/h2/skim.ts";

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const skimmed = (hex: string) => {
  const block = { ...newSkimmed(), bytes: bytes(hex), end: bytes(hex).length };
  return { found: skim(block), status: block.status, length: block.length };
};

describe("Huffman decoding", () => {
  // Codes of RFC 7541 appendix B: the first and the last of every length, and what they stand for.
  it.each<readonly [code: number, bits: number, byte: number]>([
    [0x0, 5, 48],
    [0x9, 5, 116],
    [0x14, 6, 32],
    [0x2d, 6, 117],
    [0x5c, 7, 58],
    [0x7b, 7, 122],
    [0xf8, 8, 38],
    [0xfd, 8, 90],
    [0x3f8, 10, 33],
    [0x3fc, 10, 63],
    [0x7fa, 11, 39],
    [0x7fc, 11, 124],
    [0xffa, 12, 35],
    [0xffb, 12, 62],
    [0x1ff8, 13, 0],
    [0x1ffd, 13, 126],
    [0x3ffc, 14, 94],
    [0x3ffd, 14, 125],
    [0x7ffc, 15, 60],
    [0x7ffe, 15, 123],
    [0x7fff0, 19, 92],
    [0x7fff2, 19, 208],
    [0xfffe6, 20, 128],
    [0xfffed, 20, 226],
    [0x1fffdc, 21, 153],
    [0x1fffe8, 21, 230],
    [0x3fffd2, 22, 129],
    [0x3fffeb, 22, 233],
    [0x7fffd8, 23, 1],
    [0x7ffff4, 23, 239],
    [0xffffea, 24, 9],
    [0xfffff5, 24, 237],
    [0x1ffffec, 25, 199],
    [0x1ffffef, 25, 235],
    [0x3ffffe0, 26, 192],
    [0x3ffffee, 26, 255],
    [0x7ffffde, 27, 203],
    [0x7fffff0, 27, 254],
    [0xfffffe2, 28, 2],
    [0xffffffe, 28, 249],
    [0x3ffffffc, 30, 10],
    [0x3ffffffe, 30, 22],
  ])("knows the code %i of %i bits", (code, bits, byte) => {
    const padded = code
      .toString(2)
      .padStart(bits, "0")
      .padEnd(Math.ceil(bits / 8) * 8, "1");
    const coded = padded.match(/.{8}/g)?.map((octet) => Number.parseInt(octet, 2)) ?? [];
    expect(decodeHuffman(Uint8Array.from(coded))).toEqual(Uint8Array.of(byte));
  });

  it.each([
    ["f1e3 c2e5 f23a 6ba0 ab90 f4ff", "www.example.com"],
    ["a8eb 1064 9cbf", "no-cache"],
    ["25a8 49e9 5ba9 7d7f", "custom-key"],
    ["25a8 49e9 5bb8 e8b4 bf", "custom-value"],
    ["d07a be94 1054 d444 a820 0595 040b 8166 e082 a62d 1bff", "Mon, 21 Oct 2013 20:13:21 GMT"],
  ])("reads %s (RFC 7541 appendix C)", (hex, text) => {
    expect(Buffer.from(decodeHuffman(bytes(hex)) ?? []).toString("latin1")).toBe(text);
  });

  it.each([
    ["the end of string within it", "ffff ffff"],
    ["padding of eight bits", "07ff"],
    ["padding that is no beginning of the end of string", "00"],
  ])("refuses %s", (_, hex) => {
    expect(decodeHuffman(bytes(hex))).toBeUndefined();
  });

  it("ends for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (coded) => {
        expect(decodeHuffman(coded)?.length ?? 0).toBeLessThanOrEqual((coded.length * 8) / 5);
      }),
    );
  });
});

describe("header blocks", () => {
  it.each([
    ["an indexed field", "82", [[":method", "GET"]]],
    [
      "a literal with a new name",
      "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572",
      [["custom-key", "custom-header"]],
    ],
    ["a literal without indexing", "040c 2f73 616d 706c 652f 7061 7468", [[":path", "/sample/path"]]],
    ["a literal that is never indexed", "1008 7061 7373 776f 7264 0673 6563 7265 74", [["password", "secret"]]],
    [
      "an answer with Huffman coding",
      "4882 6402 5885 aec3 771a 4b",
      [
        [":status", "302"],
        ["cache-control", "private"],
      ],
    ],
    ["a table that is made as small as it has to be", "2088", [[":status", "200"]]],
  ])("reads %s", (_, hex, fields) => {
    expect(readFields(bytes(hex), 10_000)).toEqual(fields);
  });

  it.each([
    ["an index of the dynamic table, which has no size", "be"],
    ["index 0", "80"],
    ["a table made larger than allowed", "21"],
    ["a table changed behind a field", "8820"],
    ["a name without an end", "4005 6162"],
    ["a value that is missing", "48"],
    ["an integer without an end", "ff ffff ffff ffff ffff ff"],
    ["an absurd length", "007f ffff ffff 7f"],
  ])("refuses %s", (_, hex) => {
    expect(readFields(bytes(hex), 10_000)).toBeUndefined();
    expect(skimmed(hex).found).toBe(CORRUPT);
  });

  it("does not unfold more than it may", () => {
    // A byte each becomes 35 and more (RFC 7541 section 7.3).
    expect(readFields(new Uint8Array(1_000).fill(0x90), 10_000)).toBeUndefined();
    expect(readFields(new Uint8Array(100).fill(0x90), 10_000)).toHaveLength(100);
  });

  it.each([
    ["88", FINE, 200, -1],
    ["8d", FINE, 404, -1],
    ["4803 343138", FINE, 418, -1],
    ["0882 6402", FINE, 302, -1],
    ["88 5c02 3133", FINE, 200, 13],
    ["88 0f0d 02 3133", FINE, 200, 13],
    ["88 5c82 0bff", FINE, 200, 19],
    ["88 5c82 0000", CORRUPT, 200, -1],
    ["88 5c81 0f", FINE, 200, 1],
    ["2088 5c02 3133 4001 6101 62", FINE, 200, 13],
    ["88 5c02 3133 5c02 3133", FINE, 200, 13],
    ["88 5c02 3133 5c02 3134", MALFORMED, 200, 13],
    ["88 5c02 312d", MALFORMED, 200, -1],
    ["88 5c00", MALFORMED, 200, -1],
    ["8888", MALFORMED, 200, -1],
    ["82", MALFORMED, 0, -1],
    ["4803 303939", MALFORMED, 0, -1],
    ["4804 32303030", MALFORMED, 0, -1],
    ["", FINE, 0, -1],
  ])("skims %s", (hex, found, status, length) => {
    expect(skimmed(hex)).toEqual({ found, status, length });
  });

  it("reads what it writes", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    const value = fc.stringMatching(/^[ -~]{0,200}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 20 }), (fields) => {
        expect(readFields(encodeFields(fields), 1_000_000)).toEqual(fields);
      }),
    );
  });

  it("never throws, and skims what it can read", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (block) => {
        const fields = readFields(block, 100_000);
        const found = skim({ ...newSkimmed(), bytes: block, end: block.length });
        // Skimming does not undo the Huffman coding of what it steps over, so it may find less to object to.
        expect(fields !== undefined && found === CORRUPT).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
