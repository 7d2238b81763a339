import { beforeAll, expect, test } from "vitest";
import { loadParser, type Parser, tablesByName, usesOf } from "../../../src/advice/statements/index.ts";
import { table } from "../hand-made.ts";

const tables = [
  table("orders", ["id", "user_id", "status", "at"]),
  table("users", ["id", "email"]),
  table("items", ["order_id", "product_id", "quantity"]),
  table("users", ["id", "email"], { schema: "archive" }),
  table("log", ["id"], { schema: "a" }),
  table("log", ["id"], { schema: "b" }),
];

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

/** `orders =user_id ~id >at ^at`: equality, joins, ranges, sort. */
function summary(sql: string): readonly string[] {
  return usesOf(parser.parse(sql), tablesByName(tables)).map((use) =>
    [
      use.table.schema === "public" ? use.table.name : `${use.table.schema}.${use.table.name}`,
      ...use.equality.map((name) => `=${name}`),
      ...use.joins.map((name) => `~${name}`),
      ...use.ranges.map((name) => `>${name}`),
      ...use.sort.map((name) => `^${name}`),
    ].join(" "),
  );
}

test.each([
  ["SELECT * FROM orders WHERE user_id = $1", ["orders =user_id"]],
  ["SELECT * FROM orders WHERE $1 = user_id", ["orders =user_id"]],
  ["SELECT * FROM public.orders o WHERE o.user_id = $1 AND at > $2", ["orders =user_id >at"]],
  ["SELECT * FROM orders WHERE user_id IN ($1, $2)", ["orders =user_id"]],
  ["SELECT * FROM orders WHERE user_id = ANY ($1)", ["orders =user_id"]],
  ["SELECT * FROM orders WHERE user_id NOT IN ($1)", ["orders"]],
  ["SELECT * FROM orders WHERE user_id <> $1", ["orders"]],
  ["SELECT * FROM orders WHERE at BETWEEN $1 AND $2", ["orders >at"]],
  ["SELECT * FROM orders WHERE user_id = $1 OR status = $2", ["orders"]],
  ["SELECT * FROM orders WHERE NOT (user_id = $1)", ["orders"]],
  ["SELECT * FROM orders WHERE (user_id = $1 AND (status = $2 AND at < $3))", ["orders =user_id =status >at"]],
  ["SELECT * FROM orders WHERE user_id + 1 = $1", ["orders"]],
  ["SELECT * FROM orders WHERE lower(status) = $1", ["orders"]],
  ["SELECT * FROM orders WHERE user_id::text = $1", ["orders"]],
  ["SELECT * FROM orders WHERE user_id = $1::bigint", ["orders =user_id"]],
  ["SELECT * FROM orders WHERE user_id = id", ["orders ~user_id ~id"]],
  ["SELECT * FROM orders WHERE status LIKE $1", ["orders"]],
  ["SELECT * FROM orders ORDER BY at DESC, id LIMIT $1", ["orders ^at ^id"]],
  [
    "SELECT * FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = $1",
    ["orders ~user_id", "users =email ~id"],
  ],
  ["SELECT * FROM orders, items WHERE order_id = orders.id", ["orders ~id", "items ~order_id"]],
  [
    "SELECT * FROM items JOIN orders o ON o.id = items.order_id AND o.status = $1",
    ["items ~order_id", "orders =status ~id"],
  ],
  ["SELECT * FROM users JOIN archive.users old USING (id)", ["users ~id", "archive.users ~id"]],
  [
    "SELECT * FROM orders WHERE user_id IN (SELECT id FROM users WHERE email = $1)",
    ["orders ~user_id", "users =email"],
  ],
  ["SELECT (SELECT count(*) FROM items WHERE order_id = o.id) FROM orders o", ["orders", "items ~order_id"]],
  ["WITH mine AS (SELECT * FROM orders WHERE user_id = $1) SELECT * FROM mine WHERE status = $2", ["orders =user_id"]],
  ["WITH orders AS (SELECT 1 AS user_id) SELECT * FROM orders WHERE user_id = $1", []],
  ["SELECT * FROM (SELECT * FROM orders WHERE user_id = $1) q", ["orders =user_id"]],
  [
    "SELECT id FROM orders WHERE user_id = $1 UNION SELECT id FROM users WHERE email = $2",
    ["orders =user_id", "users =email"],
  ],
  ["UPDATE orders SET status = $1 WHERE user_id = $2", ["orders =user_id"]],
  [
    "DELETE FROM items USING orders WHERE orders.id = items.order_id AND orders.user_id = $1",
    ["items ~order_id", "orders =user_id ~id"],
  ],
  ["INSERT INTO items SELECT id, 1, 1 FROM orders WHERE user_id = $1", ["orders =user_id"]],
  ["INSERT INTO items VALUES ($1, $2, $3)", []],
  [
    'SELECT 1 FROM ONLY "public"."orders" x WHERE $1 OPERATOR(pg_catalog.=) "user_id" FOR KEY SHARE OF x',
    ["orders =user_id"],
  ],
  ["SELECT * FROM users WHERE email = $1", ["users =email"]],
  ["SELECT * FROM archive.users WHERE email = $1", ["archive.users =email"]],
  ["SELECT * FROM log WHERE id = $1", []],
  ["SELECT * FROM a.log WHERE id = $1", ["a.log =id"]],
  ["SELECT * FROM nowhere WHERE id = $1", []],
  ["SELECT * FROM orders o JOIN users u ON true WHERE id = $1", ["orders", "users"]],
  ["CREATE TABLE x (id int)", []],
  ["not sql at all", []],
])("%s", (sql, expected) => expect(summary(sql)).toEqual(expected));
