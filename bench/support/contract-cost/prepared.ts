import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fastify } from "fastify";
import type { FrameworkName } from "../../../src/scaffold/options.ts";
import { BODY, HEADERS, JSON_HEADERS, ORDER_SCHEMA } from "./orders.ts";

type Listener = (chunk?: Buffer) => void;
type Call = () => unknown;

/** A request whose body has arrived: its bytes come with the next turn of the loop, on every framework. */
class Arrived {
  readonly originalUrl: string;
  readonly params: object;
  readonly headers: Readonly<Record<string, string>>;
  readonly #body: Buffer | undefined;
  #data: Listener | undefined;

  constructor(originalUrl: string, params: object, body?: Buffer) {
    this.originalUrl = originalUrl;
    this.params = params;
    this.headers = body === undefined ? HEADERS : JSON_HEADERS;
    this.#body = body;
  }

  on(event: string, listener: Listener): this {
    if (event === "data") this.#data = listener;
    if (event === "end")
      queueMicrotask(() => {
        this.#data?.(this.#body);
        listener();
      });
    return this;
  }

  off(): this {
    return this;
  }
}

const get = (): Arrived => new Arrived("/orders/7?limit=5&sort=name", { id: "7" });
const post = (): Arrived => new Arrived("/orders", {}, BODY);

/** The arguments that a framework gives to a route, as far as the contract looks at them. */
const ARGUMENTS = {
  express: (raw: Arrived) => [raw, {}, () => {}],
  fastify: (raw: Arrived) => {
    const { originalUrl, params, headers } = raw;
    return [{ raw, originalUrl, params, headers }, { sent: false }];
  },
  koa: (raw: Arrived) => {
    const { originalUrl, params, headers } = raw;
    return [{ req: raw, originalUrl, params, headers, request: {}, state: {} }, () => {}];
  },
} as const;

function bytesOf(request: Arrived): Promise<Buffer> {
  return new Promise((resolve) => {
    let bytes: Buffer = BODY;
    request.on("data", (chunk) => (bytes = chunk ?? bytes)).on("end", () => resolve(bytes));
  });
}

/** What a route without a contract does with the same body: it reads and parses it. */
export async function bareParse(): Promise<void> {
  JSON.parse((await bytesOf(post())).toString());
}

/** The same body through what Fastify itself has for it: its parser, the validator that it compiles, a look at the token. */
export async function fastifysOwn(): Promise<Call> {
  const app = fastify();
  let validate: ((body: unknown) => unknown) | undefined;
  app.post("/orders", { schema: { body: ORDER_SCHEMA } }, (request, reply) => {
    validate = request.getValidationFunction("body");
    return reply.send({});
  });
  const { statusCode } = await app.inject({ method: "POST", url: "/orders", headers: JSON_HEADERS, body: BODY });
  assert.equal(statusCode, 200);
  const parse = app.getDefaultJsonParser("error", "error") as unknown as Parse;
  return async () => {
    const request = post();
    if (request.headers["authorization"] !== "Bearer good") throw new Error("refused");
    const text = (await bytesOf(request)).toString();
    parse(request, text, (error, body) => {
      if (error !== null || validate?.(body) !== true) throw new Error("refused");
    });
  };
}

type Parse = (request: unknown, text: string, done: (error: Error | null, body?: unknown) => void) => void;

type Route = (...given: readonly unknown[]) => Promise<unknown>;
type Serve = (options: object) => (plan: object, handler: Call) => Route;

export interface PreparedCalls {
  readonly get: Call;
  readonly post: Call;
  /** How many requests have reached a handler. */
  readonly served: () => number;
}

/** The generated routes of a compiled project, up to the call of the handler. */
export async function preparedCalls(framework: FrameworkName, folder: string): Promise<PreparedCalls> {
  const load = (name: string) => import(pathToFileURL(join(folder, "dist/middleware", name)).href);
  const { operationsIn } = (await load("runtime/serve.js")) as { readonly operationsIn: Serve };
  const readers = (await load("validators.js")) as Readonly<Record<string, unknown>>;
  const handlers = { token: ({ token }: { readonly token: string }) => token === "good" };
  const serve = operationsIn({ guard: { schemes: { token: { kind: "token" } }, handlers }, bodyLimit: "1mb" });
  const security = [{ token: [] }];
  let served = 0;
  const handler = (): void => void (served += 1);
  const getOrder = serve({ id: "getOrder", read: readers["readGetOrder"], security }, handler);
  const body = { required: true, types: ["application/json"] };
  const addOrder = serve({ id: "addOrder", read: readers["readAddOrder"], body, security }, handler);
  const given = ARGUMENTS[framework];
  return {
    get: () => getOrder(...given(get())),
    post: () => addOrder(...given(post())),
    served: () => served,
  };
}
