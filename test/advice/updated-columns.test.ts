import { expect, test } from "vitest";
import { updatedColumns } from "../../src/advice/updated-columns.ts";

test.each([
  ["UPDATE orders SET status = $1 WHERE id = $2", ["status"]],
  ["update only public.orders as o set a = f(b, c), d = e returning g", ["a", "d"]],
  ['UPDATE "orders" SET (a, "B") = ($1, $2), c = (SELECT x FROM y WHERE z = 1)', ["a", "B", "c"]],
  ["UPDATE others SET a = 1", []],
  ["SELECT 1", []],
])("%s", (sql, columns) => expect(updatedColumns(sql, "orders")).toEqual(columns));
