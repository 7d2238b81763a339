import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../src/openapi/index.ts";
import { byKey, type JsonObject } from "../../src/kit/index.ts";
import { brokenRequests, sampleRequest } from "../../src/openapi/sample/index.ts";
import { temporaryFolder } from "../support/world.ts";
import { open, runAnalyze, type Server, startServer } from "./analyze-support.ts";
import { compileShop, fillShop, generateShop, keepsContract, readShop, type Shop, startShop } from "./shop-support.ts";

const model = await readShop();
const resources: AsyncDisposable[] = [];
let shop: Shop;
let url: string;
let complaints: string;

beforeAll(async () => {
  const folder = await temporaryFolder();
  resources.push(folder);
  const server: Server = await startServer();
  resources.push(server);
  url = await server.createDatabase("shop");
  await Promise.all([fillShop(url), generateShop(folder.path)]);
  complaints = await compileShop(folder.path);
  shop = await startShop(folder.path, url);
  resources.push(shop);
}, 120_000);

afterAll(async () => {
  for (const resource of resources.toReversed()) await resource[Symbol.asyncDispose]();
});

function operation(id: string): Operation {
  const found = model.operations.find((each) => each.id === id);
  if (found === undefined) throw new Error(`The document has no ${id}.`);
  return found;
}

/** One statement's calls since the statistics began. */
async function callsOf(pattern: string): Promise<number> {
  await using session = await open(url);
  const rows = await session.query(
    "select coalesce(sum(calls), 0)::integer as calls from pg_stat_statements where query like $1",
    [pattern],
  );
  return Number(rows[0]?.["calls"]);
}

test("the handlers type-check under --strict", () => {
  expect(complaints).toBe("");
});

describe("a valid request is answered as the document says", () => {
  const reading = model.operations.filter(({ method }) => method === "GET");
  const writing = ["POST", "PATCH", "PUT"].flatMap((method) =>
    model.operations.filter((each) => each.method === method),
  );
  test.each([...reading, ...writing].map((each) => [each.id, each] as const))("%s", async (id, each) => {
    const answer = await shop.send(sampleRequest(each, model));
    expect({ status: answer.status < 400, keeps: keepsContract(model, id, answer) }).toEqual({
      status: true,
      keeps: true,
    });
  });

  test.each([
    ["deleteProduct", { productId: 1001 }, 204],
    ["deleteProduct", { productId: 42 }, 409],
    ["deleteCustomer", { customerId: 10_001 }, 204],
    ["deleteCustomer", { customerId: 7 }, 409],
    ["deleteCustomer", { customerId: 99_999 }, 404],
    ["getOrder", { orderId: 999_999 }, 404],
    ["cancelOrder", { orderId: 1 }, 409],
    ["trackShipment", { trackingCode: "NOSUCHCODE" }, 404],
  ] as const)("%s %o is %i", async (id, parameters, status) => {
    const answer = await shop.send(sampleRequest(operation(id), model, { parameters }));
    expect([answer.status, keepsContract(model, id, answer)]).toEqual([status, true]);
  });
});

test("a request with one thing wrong is answered with 400", async () => {
  const wrong: unknown[] = [];
  for (const each of model.operations)
    for (const broken of brokenRequests(each, model)) {
      const answer = await shop.send(broken.request);
      if (answer.status !== 400 || !keepsContract(model, each.id, answer))
        wrong.push([each.id, broken.in, broken.subject, broken.rule, answer.status]);
    }
  expect(wrong).toEqual([]);
});

describe("what the document promises", () => {
  test("the same key orders once", async () => {
    const request = sampleRequest(operation("createOrder"), model, {
      parameters: { "Idempotency-Key": "5e0b9a52-7a0c-4a1b-9f4e-3f1d6a2b8c90" },
    });
    const answers = [await shop.send(request), await shop.send(request)];
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
  });

  test("ten orders with one key at the same time make one order", async () => {
    const request = sampleRequest(operation("createOrder"), model, {
      parameters: { "Idempotency-Key": "0b9e7c11-52f4-4a38-8a61-6d2f0f6f2a01" },
    });
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.send(request)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => (body as { id: number }).id)).size).toBe(1);
  });

  test("what is not in stock is not ordered", async () => {
    const body = {
      ...(JSON.parse(sampleRequest(operation("createOrder"), model).body ?? "") as JsonObject),
      items: [{ productId: 151, quantity: 9 }],
    };
    const parameters = { "Idempotency-Key": "7c0c5ad4-6e0f-4b1c-8a55-1d0f7f8a9b02" };
    const answer = await shop.send(sampleRequest(operation("createOrder"), model, { parameters, body }));
    expect([answer.status, (answer.body as { error: { code: string } }).error.code]).toEqual([409, "OUT_OF_STOCK"]);
  });

  test("an entity tag spares the body, an old one stops a change", async () => {
    const read = sampleRequest(operation("getProduct"), model);
    const tag = (await shop.send(read)).headers.get("etag") ?? "";
    expect((await shop.send({ ...read, headers: { "If-None-Match": tag } })).status).toBe(304);
    const change = sampleRequest(operation("updateProduct"), model, { parameters: { "If-Match": '"0"' } });
    expect((await shop.send(change)).status).toBe(412);
  });

  test.each(["newest", "price", "-price"])("pages in the order %s show every product once", async (sort) => {
    const seen: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const after = cursor === undefined ? "" : `&cursor=${cursor}`;
      const { body } = await shop.send({ method: "GET", path: `/products?limit=100&sort=${sort}${after}` });
      const page = body as { data: readonly { id: number }[]; nextCursor: string | null };
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(960);
    expect(new Set(seen).size).toBe(960);
  });

  test("conditions on products hold together", async () => {
    const { body } = await shop.send({
      method: "GET",
      path: "/products?filter[category]=tea&filter[maxPrice]=5000&filter[available]=true&tags=organic,new&limit=100",
    });
    const { data } = body as { data: readonly { price: { amount: number }; tags: readonly string[]; stock: number }[] };
    expect(data.length).toBeGreaterThan(0);
    expect(data.filter((each) => each.price.amount > 5000 || each.stock === 0 || each.tags.length < 2)).toEqual([]);
  });

  test("orders of a customer go on where the page ended", async () => {
    const page = async (more: string) =>
      (await shop.send({ method: "GET", path: `/customers/8/orders?limit=6${more}` })).body;
    const first = (await page("")) as { data: readonly { id: number }[]; nextCursor: string };
    const second = (await page(`&cursor=${first.nextCursor}`)) as { data: readonly { id: number }[]; nextCursor: null };
    expect([first.data.length, second.data.length, second.nextCursor]).toEqual([6, 4, null]);
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(10);
  });

  test("a cursor of another list is refused", async () => {
    const answer = await shop.send({ method: "GET", path: "/products?cursor=WzEsMiwzXQ" });
    expect([answer.status, (answer.body as { error: { code: string } }).error.code]).toEqual([400, "INVALID_CURSOR"]);
  });

  test("the back office needs its key", async () => {
    const { method, path, headers, body } = sampleRequest(operation("createProduct"), model, {
      credentials: { adminKey: "guessed" },
    });
    expect((await shop.send({ method, path, headers, ...(body !== undefined && { body }) })).status).toBe(401);
  });
});

describe("the planted faults", () => {
  test("a page of orders asks for the items of each", async () => {
    const before = await callsOf("select line, product_id%");
    await shop.send({ method: "GET", path: "/orders?limit=20" });
    expect((await callsOf("select line, product_id%")) - before).toBe(20);
  });

  test("the analysis names them, with their time, and nothing else", async () => {
    const reads = model.operations.filter(({ method }) => method === "GET").map((each) => sampleRequest(each, model));
    for (let round = 0; round < 12; round += 1) for (const request of reads) await shop.send(request);
    const { data } = await runAnalyze({ connection: url });
    expect(data.findings.map(({ code, subject }) => [code, subject.name]).sort(byKey(String))).toEqual([
      ["fk-unindexed", "order_items.product_id"],
      ["fk-unindexed", "orders.customer_id"],
      ["index-missing", "orders.tracking_code"],
    ]);
  }, 120_000);
});

test("it closes its doors when it is asked to", async () => {
  expect(await shop.stop()).toBe(0);
});
