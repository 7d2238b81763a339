// What the contract layer adds to a bare route, in microseconds of CPU: a prepared request through credentials, parsing, validation
// and the placing of its values, up to the call of the handler. In process, without HTTP; the bare route's own JSON.parse stands
// beside it. Run: npx tsx bench/contract-cost.ts [rounds]
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { textTable } from "../src/kit/index.ts";
import { projectFrom } from "../test/live/scaffold-project.ts";
import { FRAMEWORKS } from "../test/scaffold/generated.ts";
import { order, orderSchema } from "./support/json-schema/order.ts";

const security = [{ token: [] }];
const ok = { 200: { description: "", content: { "application/json": { schema: { type: "object" } } } } };
const json = { "application/json": { schema: { $ref: "#/components/schemas/Order" } } };
const DOCUMENT = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Cost", version: "1" },
  security,
  paths: {
    "/orders/{id}": {
      get: {
        operationId: "getOrder",
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "integer", minimum: 1 } },
          { name: "limit", in: "query", schema: { type: "integer", maximum: 100, default: 20 } },
          { name: "sort", in: "query", schema: { enum: ["name", "date"] } },
          { name: "If-None-Match", in: "header", schema: { type: "string" } },
        ],
        responses: ok,
      },
    },
    "/orders": { post: { operationId: "addOrder", requestBody: { required: true, content: json }, responses: ok } },
  },
  components: {
    schemas: { Order: orderSchema("tagged") },
    securitySchemes: { token: { type: "http", scheme: "bearer" } },
  },
});

const BODY = Buffer.from(JSON.stringify(order("tagged")));
const HEADERS = { authorization: "Bearer good", accept: "*/*", "if-none-match": '"7"' };
const JSON_HEADERS = { ...HEADERS, "content-type": "application/json", "content-length": String(BODY.length) };

interface Prepared {
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

const GET: Prepared = { url: "/orders/7?limit=5&sort=name", params: { id: "7" }, headers: HEADERS };
const POST: Prepared = { url: "/orders", params: {}, headers: JSON_HEADERS, body: BODY };

/** The arguments that a framework gives to a route, as far as the contract looks at them. */
const ARGUMENTS = {
  express: ({ url, params, headers, body }: Prepared) => [{ originalUrl: url, params, headers, body }, {}, () => {}],
  fastify: ({ url, params, headers, body }: Prepared) => [
    { raw: { headers, ...stream(body) }, originalUrl: url, params, headers },
    { sent: false },
  ],
  koa: ({ url, params, headers, body }: Prepared) => [
    { req: { headers }, originalUrl: url, params, headers, request: { body }, state: {} },
    () => {},
  ],
} as const;

/** A body that has arrived: its bytes come with the next turn of the loop. */
function stream(body: Buffer | undefined): object {
  if (body === undefined) return {};
  const listeners = new Map<string, (chunk?: Buffer) => void>();
  const raw = {
    on(event: string, listener: (chunk?: Buffer) => void) {
      listeners.set(event, listener);
      if (event === "aborted")
        queueMicrotask(() => {
          listeners.get("data")?.(body);
          listeners.get("end")?.();
        });
      return raw;
    },
    off: () => raw,
  };
  return raw;
}

type Route = (...given: readonly unknown[]) => Promise<unknown>;
type Serve = (options: object) => (plan: object, handler: () => void) => Route;

const CALLS = 20_000;

/** Microseconds of CPU for one call: the best round. */
async function cost(rounds: number, call: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= rounds; round += 1) {
    const from = process.cpuUsage();
    for (let at = 0; at < CALLS; at += 1) await call();
    const { user, system } = process.cpuUsage(from);
    best = Math.min(best, (user + system) / CALLS);
  }
  return best;
}

const rounds = Number(process.argv[2] ?? 10);
const turn = await cost(rounds, async () => undefined);
const parse = (await cost(rounds, async () => void JSON.parse(BODY.toString()))) - turn;
const rows: string[][] = [];
for (const framework of FRAMEWORKS) {
  await using project = await projectFrom(DOCUMENT, {}, { framework });
  assert.deepEqual(project.complaints, []);
  const load = (name: string) => import(pathToFileURL(join(project.folder, "dist/middleware", name)).href);
  const { operationsIn } = (await load("runtime/serve.js")) as { readonly operationsIn: Serve };
  const readers = (await load("validators.js")) as Readonly<Record<string, unknown>>;
  const handlers = { token: ({ token }: { readonly token: string }) => token === "good" };
  const serve = operationsIn({ guard: { schemes: { token: { kind: "token" } }, handlers }, bodyLimit: "1mb" });
  let served = 0;
  const handler = (): void => void (served += 1);
  const getOrder = serve({ id: "getOrder", read: readers["readGetOrder"], security }, handler);
  const body = { required: true, types: ["application/json"] };
  const addOrder = serve({ id: "addOrder", read: readers["readAddOrder"], body, security }, handler);
  const given = ARGUMENTS[framework];
  const get = (await cost(rounds, () => getOrder(...given(GET)))) - turn;
  const post = (await cost(rounds, () => addOrder(...given(POST)))) - turn;
  assert.equal(served, 2 * (rounds + 1) * CALLS);
  rows.push([framework, get.toFixed(2), post.toFixed(2), (post - parse).toFixed(2)]);
}
const titles = ["framework", "GET, 4 parameters", `POST, ${BODY.length} bytes`, "POST without JSON.parse"];
console.log(
  `µs of CPU per request, best of ${rounds} rounds of ${CALLS}; bar 5. JSON.parse of the bytes alone: ${parse.toFixed(2)}`,
);
console.log(
  textTable(
    titles.map((title, at) => ({ title, align: at === 0 ? ("left" as const) : ("right" as const) })),
    rows,
  ),
);
