import fc from "fast-check";
import { expect, test } from "vitest";
import { indexName } from "../../src/advice/index.ts";

test.each([
  ["orders", ["user_id"], [], "idx_orders_user_id"],
  ["order_items", ["order_id", "product_id"], [], "idx_order_items_order_id_product_id"],
  ["orders", ["user_id"], ["idx_orders_user_id"], "idx_orders_user_id_2"],
  ["orders", ["user_id"], ["idx_orders_user_id", "idx_orders_user_id_2"], "idx_orders_user_id_3"],
])("%s %s", (table, columns, taken, expected) => expect(indexName(table, columns, new Set(taken))).toBe(expected));

test("a name is never longer than the server keeps, and never taken", () =>
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 63 }),
      fc.string({ unit: "grapheme" }),
      (table, column) => {
        const first = indexName(table, [column], new Set());
        const second = indexName(table, [column], new Set([first]));
        expect(Math.max(Buffer.byteLength(first), Buffer.byteLength(second))).toBeLessThanOrEqual(63);
        expect(second).not.toBe(first);
      },
    ),
  ));

test("two long names that begin the same stay two", () => {
  const long = "x".repeat(60);
  expect(indexName(long, ["one"], new Set())).not.toBe(indexName(long, ["two"], new Set()));
});
