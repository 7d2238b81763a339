import { expect, test } from "vitest";
import { batchedSql } from "../../../../src/advice/nplusone/index.ts";
import { relationOf } from "../../../../src/advice/nplusone/judge/related.ts";
import { NO_RELATIONS } from "../../../../src/advice/nplusone/judge/relations.ts";

const single = { input: 0, type: 23, verb: "select", isAtMostOne: false };

test.each([
  ["select * from orders where user_id = $?", "select * from orders where user_id = ANY($1)"],
  ["select * from orders where user_id in ($…)", "select * from orders where user_id = ANY($1)"],
  ["delete from orders where id = $?", "delete from orders where id = ANY($1)"],
  [
    "select count(*) from orders where user_id = $?",
    "SELECT k.key, c.* FROM unnest($1::integer[]) AS k(key) CROSS JOIN LATERAL (select count(*) from orders where user_id = k.key) AS c",
  ],
  [
    "select * from orders where user_id = $? order by id limit $?",
    "SELECT k.key, c.* FROM unnest($1::integer[]) AS k(key) CROSS JOIN LATERAL (select * from orders where user_id = k.key order by id limit $2) AS c",
  ],
])("%s", (key, batched) => {
  expect(batchedSql({ ...single, key })).toBe(batched);
});

test("a limit of a lookup by key goes away, other values keep their order", () => {
  const key = "select * from users where id = $? and kind = $? limit $?";
  expect(batchedSql({ ...single, key, isAtMostOne: true })).toBe(
    "select * from users where id = ANY($1) and kind = $2",
  );
});

test.each([
  [{ table: "users", column: "id" }, { table: "orders", column: "user_id" }, "name"],
  [{ table: "User", column: "id" }, { table: "Order", column: "billingUserId" }, "name"],
  [{ table: "orders", column: "customer_id" }, { table: "customers", column: "id" }, "name"],
  [{ table: "orders", column: "user_id" }, { table: "carts", column: "user_id" }, "name"],
  [{ table: "users", column: "id" }, { table: "users", column: "id" }, "same-column"],
  [{ table: "users", column: "id" }, { table: "items", column: "quantity" }, "none"],
  [{ table: "users", column: "id" }, { table: "orders", column: "id" }, "none"],
  [{ table: "", column: "id" }, { table: "orders", column: "user_id" }, "none"],
])("%j and %j: %s", (parent, child, relation) => {
  expect(relationOf(parent, child, NO_RELATIONS)).toBe(relation);
});

test("a foreign key counts in both directions and over a third", () => {
  const users = { table: "people", column: "no" };
  const orders = { table: "orders", column: "buyer" };
  const carts = { table: "carts", column: "owner" };
  const relations = {
    tables: new Map(),
    foreignKeys: [
      { from: orders, to: users },
      { from: carts, to: users },
    ],
  };
  expect(relationOf(users, orders, relations)).toBe("foreign-key");
  expect(relationOf(orders, users, relations)).toBe("foreign-key");
  expect(relationOf(orders, carts, relations)).toBe("foreign-key");
});
