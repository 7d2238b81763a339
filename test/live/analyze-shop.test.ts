import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { open, runAnalyze, type Server, startServer } from "./analyze-support.ts";

const shop = join(import.meta.dirname, "../../examples/shop");
const schema = join(shop, "migrations/20260101_create_shop.sql");

/** What the shop's handlers ask, a few of each. */
const TRAFFIC: readonly (readonly [string, readonly unknown[]])[] = [
  ["select * from orders where customer_id = $1 order by id desc limit 21", [4711]],
  [
    "select * from orders where customer_id = $1 and status = $2 and id < $3 order by id desc limit 21",
    [17, "paid", 90_000],
  ],
  ["select * from orders where status = 'paid' order by created_at limit $1", [10]],
  ["select line, product_id, quantity, unit_amount from order_items where order_id = $1 order by line", [77]],
  ["select * from payments where order_id = $1 order by id", [5]],
  ["select * from customers where id = $1", [9]],
  ["select id from products where id = $1 and status = 'active'", [9]],
  [
    `select to_char(orders.created_at, 'YYYY-MM') as month, orders.currency, sum(order_items.quantity)
     from order_items join orders on orders.id = order_items.order_id
     where order_items.product_id = $1 group by 1, 2 order by month desc`,
    [12],
  ],
  [
    `update products set stock = stock + ordered.quantity from (
       select product_id, sum(quantity) as quantity from order_items where order_id = $1 group by product_id
     ) as ordered where products.id = ordered.product_id`,
    [31],
  ],
];

const PLANTED = ["fk-unindexed order_items.product_id", "fk-unindexed orders.customer_id"];

const codes = (data: Awaited<ReturnType<typeof runAnalyze>>["data"]): readonly string[] =>
  data.findings.map(({ code, subject }) => `${code} ${subject.name}`).toSorted();

describe("the example shop: the planted missing indexes, and nothing else", () => {
  let server: Server;
  let session: Session;
  let url: string;

  beforeAll(async () => {
    server = await startServer();
    url = await server.createDatabase("analyze_shop");
    session = await open(url);
    await session.script("CREATE EXTENSION pg_stat_statements");
    await session.script(await readFile(schema, "utf8"));
    await session.script(await readFile(join(shop, "seed.sql"), "utf8"));
    await session.script("ANALYZE");
    await session.query("SELECT pg_stat_statements_reset()");
    for (const [statement, values] of TRAFFIC)
      for (let call = 0; call < 12; call += 1) await session.query(statement, values);
  });

  afterAll(async () => {
    await session?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  test("from its schema file", async () => {
    const { data } = await runAnalyze({ files: [schema] });
    expect(codes(data)).toEqual(PLANTED);
  });

  test("from the running database, with the time that the traffic has just caused", async () => {
    const { data, text } = await runAnalyze({ connection: url });
    expect(codes(data)).toEqual(PLANTED);
    expect(data.findings.map(({ evidence }) => evidence["queryCalls"])).toEqual(expect.arrayContaining([12, 24]));
    expect(data.findings.map(({ severity }) => severity)).toEqual(["error", "error"]);
    expect(text).toMatch(/^ {2}orders\.customer_id - [\d.]+ms avg query time, ADD INDEX recommended$/m);
    expect(text).toMatch(/^ {2}order_items\.product_id - [\d.]+ms avg query time, ADD INDEX recommended$/m);
    expect(text).toMatch(/^Total rows: ~4\d\d,\d{3}$/m);
  });
});
