import fc from "fast-check";
import { expect, test } from "vitest";
import type { SentinelTable } from "../../../../src/diff/shadow/rows/facts.ts";
import { inKeyOrder } from "../../../../src/diff/shadow/rows/order.ts";

const table = (oid: number, targets: readonly number[]): SentinelTable => ({
  oid: String(oid),
  name: { schema: "public", name: `t${oid}` },
  columns: [],
  conditions: [],
  parents: [],
  keys: targets.map((target) => ({
    columns: ["a"],
    target: { schema: "public", name: `t${target}` },
    targetOid: String(target),
    isTargetPartitioned: false,
    targetColumns: ["id"],
  })),
});

test("a partition stands for the table above it", () => {
  const child = { ...table(1, [9]), name: { schema: "public", name: "child" } };
  const part: SentinelTable = { ...table(2, []), parents: ["9"] };
  expect(inKeyOrder([child, part]).map(({ oid }) => oid)).toEqual(["2", "1"]);
});

test("every table once, and behind its targets where there is no circle", () => {
  const graphs = fc.array(fc.array(fc.nat(20), { maxLength: 4 }), { maxLength: 20 });
  fc.assert(
    fc.property(graphs, (graph) => {
      // Keys to smaller numbers only make no circle; the same keys backwards make many.
      const straight = graph.map((targets, oid) =>
        table(
          oid,
          targets.filter((target) => target < oid),
        ),
      );
      const order = inKeyOrder(straight.toReversed()).map(({ oid }) => Number(oid));
      expect([...order].sort((a, b) => a - b)).toEqual(graph.map((_, oid) => oid));
      for (const { oid, keys } of straight)
        for (const { targetOid } of keys)
          expect(order.indexOf(Number(targetOid))).toBeLessThan(order.indexOf(Number(oid)));
      const circular = graph.map((targets, oid) => table(oid, targets));
      expect(inKeyOrder(circular)).toHaveLength(graph.length);
    }),
  );
});
