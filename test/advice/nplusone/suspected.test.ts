import { expect, test } from "vitest";
import { suspectedOf, suspectedPairsOf } from "../../../src/advice/nplusone/suspected.ts";

const foreignKeys = [
  { from: { table: "items", column: "order_id" }, to: { table: "orders", column: "id" } },
  { from: { table: "orders", column: "user_id" }, to: { table: "users", column: "id" } },
];
const relations = { tables: new Map(), foreignKeys };
const list = { statement: "select * from orders order by id limit $1", calls: 4, rows: 84 };
const lookup = { statement: "select * from items where order_id = $1", calls: 80, rows: 200 };

const suspected = (...statements: readonly (typeof list)[]) =>
  suspectedOf({ route: "GET /orders", requests: 4, statements }, relations).map(({ foreignKey }) => foreignKey);

test.each([
  ["a lookup for each row, with a foreign key between them", [list, lookup], ["items.order_id -> orders.id"]],
  [
    "the other way round: the owner of each row",
    [list, { ...lookup, statement: "select * from users where id = $1" }],
    ["orders.user_id -> users.id"],
  ],
  ["as often, but no foreign key", [list, { ...lookup, statement: "select * from logs where order_id = $1" }], []],
  ["a foreign key, but one lookup a request", [list, { ...lookup, calls: 4 }], []],
  ["a foreign key, but far more lookups than rows", [list, { ...lookup, calls: 400 }], []],
  [
    "one statement for all",
    [list, { ...lookup, statement: "select * from items where order_id = any($1)", calls: 4 }],
    [],
  ],
  ["a list of one row", [{ ...list, rows: 4 }, lookup], []],
])("%s", (_name, statements, found) => {
  expect(suspected(...statements)).toEqual(found);
});

const pairs = (...statements: readonly (typeof list)[]) =>
  suspectedPairsOf(statements, relations).map(({ foreignKey }) => foreignKey);

test.each([
  ["a lookup for each row of all lists", [list, lookup], ["items.order_id -> orders.id"]],
  ["no foreign key", [list, { ...lookup, statement: "select * from logs where order_id = $1" }], []],
  ["too few lists to tell", [{ ...list, calls: 2 }, lookup], []],
  ["one statement for all", [list, { ...lookup, statement: "select * from items where order_id = any($1)" }], []],
  ["a list of keys", [list, { ...lookup, statement: "select * from items where order_id in ($1, $2)" }], []],
  ["a shortened list", [list, { ...lookup, statement: "select * from items where order_id in ($1 /*, ... */)" }], []],
  ["far more lookups than rows", [list, { ...lookup, calls: 400 }], []],
  ["an UPDATE is no list", [{ ...list, statement: "update orders set paid = $1 where total > $2" }, lookup], []],
])("over the whole time: %s", (_name, statements, found) => {
  expect(pairs(...statements)).toEqual(found);
});

test("says what for and how it reads in one query", () => {
  expect(suspectedPairsOf([list, lookup], relations)).toEqual([
    {
      class: "suspected",
      parent: list.statement,
      child: lookup.statement,
      foreignKey: "items.order_id -> orders.id",
      parentCalls: 4,
      parentRows: 84,
      childCalls: 80,
      batchedSql: "select * from items where order_id = ANY($1)",
    },
  ]);
});
