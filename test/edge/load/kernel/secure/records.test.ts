import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOneRecord } from "../../../../../src/edge/load/kernel/secure/records.ts";

const record = (length: number): Buffer =>
  Buffer.concat([Buffer.from([23, 3, 3, length >> 8, length & 255]), Buffer.alloc(length, 7)]);

describe("isOneRecord", () => {
  it("is true of a piece that is one record, and of nothing else", () => {
    const two = Buffer.concat([record(300), record(20)]);
    const cases: readonly (readonly [Buffer, boolean])[] = [
      [record(300), true],
      [two, false],
      [record(1), true],
      [two.subarray(0, 310), false],
      [two.subarray(310), false],
    ];
    const lacking = new Int32Array(1);
    for (const [input, expected] of cases)
      expect(isOneRecord(lacking, 0, { input, from: 0, to: input.length })).toBe(expected);
    expect(isOneRecord(lacking, 0, { input: record(9), from: 0, to: 14 })).toBe(true);
  });

  it("is never true where a cut leaves bytes behind, however records are cut", () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1 });
    const cuts = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 });
    const wrong = fc.property(lengths, cuts, (sizes, steps) => wrongOf(sizes, steps).length === 0);
    expect(fc.check(wrong).counterexample).toBeNull();
  });
});

/** Pieces that were said to be one record and are not. */
function wrongOf(sizes: readonly number[], steps: readonly number[]): readonly string[] {
  const records = sizes.map(record);
  const input = Buffer.concat(records);
  const ends = records.map((_, index) => Buffer.concat(records.slice(0, index + 1)).length);
  const lacking = new Int32Array(1);
  const wrong: string[] = [];
  for (let from = 0, turn = 0; from < input.length; turn += 1) {
    const to = Math.min(input.length, from + (steps[turn % steps.length] ?? 1));
    const isWhole = (from === 0 || ends.includes(from)) && ends.find((end) => end > from) === to;
    if (isOneRecord(lacking, 0, { input, from, to }) && !isWhole) wrong.push(`${from}-${to}`);
    from = to;
  }
  return wrong;
}
