import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COARSE_BUCKETS, type SlotMeasured } from "../../../src/load/index.ts";
import { packSlots, unpackSlots } from "../../../src/load/saved/index.ts";

function slotOf(counts: readonly number[], buckets: readonly (readonly [number, number])[]): SlotMeasured {
  const latency = new Uint32Array(COARSE_BUCKETS);
  for (const [bucket, count] of buckets) latency[bucket] = count;
  const [due = 0, sent = 0, successful = 0, failed = 0] = counts;
  return { due, sent, successful, failed, inFlight: 0, users: 0, receivedBytes: 0, classes: [], latency };
}

const count = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const bucket = fc.tuple(fc.integer({ min: 0, max: COARSE_BUCKETS - 1 }), count);
const slot = fc
  .tuple(fc.array(count, { minLength: 4, maxLength: 4 }), fc.array(bucket, { maxLength: 20 }))
  .map(([counts, buckets]) => slotOf(counts, buckets));

describe("a saved run", () => {
  test("comes back as it was", () => {
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 30 }), (slots) => {
        expect(unpackSlots(packSlots({ widthMs: 100, slots }))).toEqual({ widthMs: 100, slots });
      }),
      { numRuns: 20 },
    );
  });

  test("a long one is joined to 150 rows, and nothing of it is lost", () => {
    const slots = Array.from({ length: 600 }, (_, index) => slotOf([1, 2, 3, 4], [[index, 5]]));
    const packed = packSlots({ widthMs: 100, slots });
    expect([packed.widthMs, packed.rows]).toEqual([400, 150]);
    const back = unpackSlots(packed);
    expect(back?.slots[0]).toMatchObject({ due: 4, sent: 8, successful: 12, failed: 16 });
    expect(back?.slots.reduce((sum, { latency }) => sum + latency.reduce((a, b) => a + b, 0), 0)).toBe(3_000);
  });

  test("is small: 150 rows of 100 buckets are some 60 KB of text", () => {
    const buckets = Array.from({ length: 100 }, (_, index) => [300 + index, 1 + ((index * 7_919) % 500)] as const);
    const slots = Array.from({ length: 600 }, () => slotOf([0, 9_000, 9_000, 0], buckets));
    expect(packSlots({ widthMs: 100, slots }).data.length).toBeLessThan(65_000);
  });

  test.each([
    ["cut short", { widthMs: 100, rows: 2, data: "AAAAAAA=" }],
    ["with rows too few", { widthMs: 100, rows: 0, data: "AAAA" }],
    [
      "beyond the last bucket",
      { widthMs: 100, rows: 1, data: Buffer.from([0, 0, 0, 0, 1, 255, 255, 3, 1]).toString("base64") },
    ],
    ["no base64 at all", { widthMs: 100, rows: 1, data: "%%%" }],
  ])("that is damaged is refused: %s", (_, packed) => {
    expect(unpackSlots(packed)).toBeUndefined();
  });
});
