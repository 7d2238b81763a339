import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mixOrder } from "../../src/load/index.ts";

const timesOf = (order: Uint32Array, index: number): number => order.filter((other) => other === index).length;

describe("the order of a mix", () => {
  it.each([
    ["one request", [7], [0]],
    ["three to one", [3, 1], [0, 0, 1, 0]],
    ["all the same", [2, 2, 2], [0, 1, 2]],
    ["nginx's example", [5, 1, 1], [0, 0, 1, 0, 2, 0, 0]],
  ])("of %s", (_, weights, expected) => {
    expect([...mixOrder(weights)]).toEqual(expected);
  });

  it("holds whole weights exactly", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 }), (weights) => {
        const order = mixOrder(weights);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        for (const [index, weight] of weights.entries())
          expect(timesOf(order, index) * total).toBe(weight * order.length);
      }),
    );
  });

  it("holds any weights to within one place", () => {
    const weights = [0.7, 0.25, 0.05];
    const order = mixOrder(weights);
    for (const [index, weight] of weights.entries())
      expect(Math.abs(timesOf(order, index) - weight * order.length)).toBeLessThanOrEqual(1);
  });
});
