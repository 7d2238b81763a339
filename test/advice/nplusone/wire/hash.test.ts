import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createHasher, TYPE } from "../../../../src/advice/nplusone/wire/hash.ts";

const hasher = createHasher(12_345);
const text = (value: string): number => hasher.text(Buffer.from(value), 0, Buffer.byteLength(value));

function written(size: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(size);
  write(bytes);
  return bytes;
}

describe("a key is the same in every form", () => {
  test("integers of four bytes", () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const int4 = written(4, (bytes) => bytes.writeInt32BE(value));
        const int8 = written(8, (bytes) => bytes.writeBigInt64BE(BigInt(value)));
        expect(hasher.binary(TYPE.int4, int4, 0)).toBe(text(String(value)));
        expect(hasher.binary(TYPE.int8, int8, 0)).toBe(text(String(value)));
      }),
    );
  });

  test("integers of eight bytes", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const int8 = written(8, (bytes) => bytes.writeBigInt64BE(value));
        expect(hasher.binary(TYPE.int8, int8, 0)).toBe(text(String(value)));
      }),
    );
  });

  test("uuids", () => {
    fc.assert(
      fc.property(fc.uuid(), (value) => {
        const binary = Buffer.from(value.replaceAll("-", ""), "hex");
        expect(hasher.binary(TYPE.uuid, binary, 0)).toBe(text(value));
        expect(text(value.toUpperCase())).toBe(text(value));
      }),
    );
  });

  test.each([
    [[1, 0, 0, 0, 42], "42"],
    [[2, 1, 0, 0, 1, 2345], "12345"],
    [[1, 1, 0, 0, 3], "30000"],
    [[1, 0, 0x4000, 0, 7], "-7"],
  ])("a numeric of digits %j is %s", ([count = 0, weight = 0, sign = 0, scale = 0, ...digits], value) => {
    const bytes = written(8 + digits.length * 2, (to) =>
      [count, weight, sign, scale, ...digits].forEach((part, at) => to.writeUInt16BE(part, at * 2)),
    );
    expect(hasher.binary(TYPE.numeric, bytes, 0)).toBe(text(value));
  });

  test("what is no key is 0, and nothing else is", () => {
    expect(text("")).toBe(0);
    expect(text("x".repeat(65))).toBe(0);
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 16, unit: "grapheme-ascii" }), (value) => {
        expect(text(value)).not.toBe(0);
      }),
    );
  });

  test.each([
    ["7", "007"],
    ["1", "01"],
    ["12", "1 2"],
    ["a", "A"],
  ])("%s is not %s", (one, other) => {
    expect(text(one)).not.toBe(text(other));
  });

  test("another salt makes other bits", () => {
    expect(createHasher(1).text(Buffer.from("42"), 0, 2)).not.toBe(createHasher(2).text(Buffer.from("42"), 0, 2));
  });
});
