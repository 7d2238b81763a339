import { beforeAll, describe, expect, test } from "vitest";
import { bodyOf, candidatesFor, popularityOf, sizeOf } from "../../../../src/advice/indexes/candidates/index.ts";
import { needsOf } from "../../../../src/advice/indexes/query/index.ts";
import { loadParser, type Parser, tablesByName } from "../../../../src/advice/statements/index.ts";
import { known, table } from "../../hand-made.ts";

const orders = table("orders", ["id", "user_id", known("status", 5), known("name", 5_000), "at", "total"]);
const ROWS = 100_000;

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

function bodies(sql: string, extensions: readonly string[] = []): readonly string[] {
  const needs = needsOf(parser.parse(sql), tablesByName([orders]));
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
