import { beforeAll, describe, expect, test } from "vitest";
import { bodyOf, candidatesFor, popularityOf, sizeOf } from "../../../../src/advice/indexes/candidates/index.ts";
import { needsOf } from "../../../../src/advice/indexes/query/index.ts";
import { loadParser, type Parser, tablesByName } from "../../../../src/advice/statements/index.ts";
import type { TableIndex } from "../../../../src/catalog/index.ts";
import { index, known, table } from "../../hand-made.ts";

const orders = table("orders", ["id", "user_id", known("status", 5), known("name", 5_000), "at", "total"]);
const ROWS = 100_000;

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

function bodies(sql: string, extensions: readonly string[] = [], of = orders): readonly string[] {
  const needs = needsOf(parser.parse(sql), tablesByName([of]));
  const ground = { extensions: new Set(extensions), popularity: popularityOf(needs), rows: () => ROWS };
  return needs.flatMap((need) => candidatesFor(need, ground)).map(bodyOf);
}

test("values come before order, order before ranges", () => {
  expect(bodies("select * from orders where user_id = $1 and total > $2 order by at desc")).toEqual(
    expect.arrayContaining(["(user_id)", "(user_id, at)", "(user_id, total)", "(user_id, at, total)", "(at)"]),
  );
});

test("an order in two directions keeps them", () => {
  expect(bodies("select * from orders order by at desc, id limit 5")).toEqual(["(at DESC, id)"]);
});

test("what is read besides is held only where it is little, and never for all columns", () => {
  expect(bodies("select total from orders where user_id = $1")).toContain("(user_id) INCLUDE (total)");
  expect(bodies("select * from orders where user_id = $1").filter((body) => body.includes("INCLUDE"))).toEqual([]);
});

test("nothing beside a unique index that finds the one row or has the same keys", () => {
  const unique = (one: Partial<TableIndex>) => ({
    ...orders,
    indexes: [index("orders_key", ["id"], { unique: true, ...one })],
  });
  const sql = "select total from orders where id = $1 and user_id = $2";
  const withId = (bodies: readonly string[]) => bodies.filter((body) => body.startsWith("(id"));
  expect(withId(bodies(sql, [], unique({})))).toEqual([]);
  const range = "select total from orders where id > $1 order by id, at";
  expect(withId(bodies(range, [], unique({})))).toEqual(["(id, at)", "(id, at) INCLUDE (total)"]);
  expect(withId(bodies(range))).toContain("(id)");
  expect(withId(bodies(sql, [], unique({ unique: false }))).length).toBeGreaterThan(1);
  expect(withId(bodies(sql, [], unique({ predicate: "(total > 0)" }))).length).toBeGreaterThan(1);
});

test("constants make partial indexes, parameters none", () => {
  expect(bodies("select * from orders where status = 'open' and user_id = $1")).toContain(
    "(user_id) WHERE (status = 'open')",
  );
  expect(bodies("select * from orders where name = 'Ada'").filter((body) => body.includes("WHERE"))).toEqual([]);
  expect(bodies("select * from orders where status = $1").filter((body) => body.includes("WHERE"))).toEqual([]);
});

test("a pattern that looks inside needs pg_trgm", () => {
  const sql = "select * from orders where status like '%x%'";
  expect(bodies(sql)).toEqual([]);
  expect(bodies(sql, ["pg_trgm"])).toEqual(["USING gin (status gin_trgm_ops)"]);
});

describe("sizes", () => {
  const candidate = (columns: readonly string[]): Parameters<typeof sizeOf>[0] => ({
    table: orders,
    method: "btree",
    keys: columns.map((name) => ({
      term: { kind: "column", name },
      descending: false,
      nullsFirst: false,
      operatorClass: null,
    })),
    include: [],
    predicate: null,
  });

  test("grow with rows and columns, and are never nothing", () => {
    expect(sizeOf(candidate(["id"]), 0).pages).toBe(2);
    expect(sizeOf(candidate(["id"]), ROWS).pages).toBeGreaterThan(100);
    expect(sizeOf(candidate(["id", "at"]), ROWS).pages).toBeGreaterThan(sizeOf(candidate(["id"]), ROWS).pages);
  });
});
