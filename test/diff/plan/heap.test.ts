import fc from "fast-check";
import { expect, test } from "vitest";
import { heapOf } from "../../../src/diff/plan/heap.ts";

test("gives back in order whatever was put in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (values) => {
      const heap = heapOf<number>((a, b) => a < b);
      for (const value of values) heap.push(value);
      const back = values.map(() => heap.pop());
      expect(back).toEqual(values.toSorted((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
