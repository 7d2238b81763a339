import { describe, expect, it } from "vitest";
import { newSampleQueue, type SampleBatch } from "../../../../src/edge/load/host/index.ts";

/** A batch of one request. */
const batch = (number: number): SampleBatch => ({ startedAt: 0, rows: new Float64Array(8).fill(number) });
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("samples that wait for a slow taker", () => {
  it("are handed over one batch at a time, in order", async () => {
    const seen: number[] = [];
    let open = (): void => {};
    const queue = newSampleQueue(({ rows }) => {
      seen.push(rows[0] ?? -1);
      return new Promise((resolve) => (open = resolve));
    });
    for (const number of [1, 2, 3]) queue.add(batch(number));
    for (const expected of [[1], [1, 2], [1, 2, 3]]) {
      await settled();
      expect(seen).toEqual(expected);
      open();
    }
    expect(await queue.done()).toBe(3);
  });

  it("have a bound, and what is beyond it is missing from the count", async () => {
    const seen: number[] = [];
    let open = (): void => {};
    const queue = newSampleQueue(async ({ rows }) => {
      seen.push(rows[0] ?? -1);
      if (seen.length === 1) await new Promise<void>((resolve) => (open = resolve));
    }, 2);
    for (const number of [1, 2, 3, 4]) queue.add(batch(number));
    await settled();
    open();
    await settled();
    queue.add(batch(5));
    expect(await queue.done()).toBe(3);
    expect(seen).toEqual([1, 2, 5]);
  });

  it("end with a refusal", async () => {
    let asked = 0;
    const queue = newSampleQueue(async () => {
      asked += 1;
      if (asked === 2) throw new Error("full");
    });
    for (const number of [1, 2, 3]) queue.add(batch(number));
    expect(await queue.done()).toBe(1);
    queue.add(batch(4));
    expect(await queue.done()).toBe(1);
    expect(asked).toBe(2);
  });
});
