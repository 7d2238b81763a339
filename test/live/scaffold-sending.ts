import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import type { Project, RunningApp } from "./scaffold-project.ts";

const event = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
const json = (schema: object) => ({ required: true, content: { "application/json": { schema } } });
const taken = {
  202: {
    description: "",
    content: { "application/json": { schema: { type: "object", properties: { ok: { type: "boolean" } } } } },
  },
  "4XX": { description: "" },
};

/** An operation with callbacks; one of them has a key that names no URL. */
export const callbackPaths = {
  "/subscriptions": {
    post: {
      operationId: "subscribe",
      requestBody: json({ type: "object", required: ["hook"], properties: { hook: { type: "string" } } }),
      responses: { 200: { description: "" } },
      callbacks: {
        told: {
          "{$request.body#/hook}/told?at={$request.header.host}": {
            post: { operationId: "told", requestBody: json(event), responses: taken },
          },
        },
        lost: { "{$nothing}": { post: { operationId: "lost", responses: taken } } },
      },
    },
  },
};
export const webhooks = {
  paid: { post: { operationId: "paid", requestBody: json(event), responses: taken } },
  "it's over": { put: { responses: taken } },
};

/** Uses of client and senders that the compiler has to take, and two that it has to refuse. */
export const SENDING_FILE = `
import { createClient } from "./client.js";
import { sendPaid, sendTold } from "./senders.js";
import type { SubscribeRequest } from "./types/api.js";
const client = createClient({ baseUrl: "http://localhost" });
export async function used(request: SubscribeRequest): Promise<unknown> {
  const answer = await sendPaid("http://localhost", { body: { id: 1 } });
  if (answer.status === 202) return answer.body.ok;
  await sendTold({ request }, { body: { id: 1 } }, { allow: (url) => url.hostname === "localhost" });
  // @ts-expect-error: what a client names is never asked without a guard
  await sendTold({ request }, { body: { id: 1 } }, {});
  // @ts-expect-error: a body is a part of it
  await sendPaid("http://localhost", {});
  const lines = await client.lines();
  for await (const { n } of lines.body) return n + 1;
  await client.scalars();
  await client.scalars({ query: { n: 1, e: "a" } });
  // @ts-expect-error: a required part
  await client.getOrder();
  // @ts-expect-error: an enum
  await client.scalars({ query: { e: "c" } });
  return client.upload({ body: { file: new Blob(["x"]), count: 1 } });
}
`;

type Sent = (...given: readonly unknown[]) => Promise<{ readonly status: number; readonly body: unknown }>;
type Client = Readonly<Record<string, Sent>>;

interface Running {
  readonly project: () => Project;
  readonly app: () => RunningApp;
}

const load = async (project: Project, name: string): Promise<Readonly<Record<string, unknown>>> =>
  (await import(pathToFileURL(join(project.folder, `dist/${name}.js`)).href)) as Readonly<Record<string, unknown>>;

/** The tests of a client against the server that was generated beside it. */
export function clientTests({ project, app }: Running): void {
  const ask = async (id: string, ...given: readonly unknown[]) => {
    const { createClient } = (await load(project(), "client")) as { createClient: (settings: object) => Client };
    const authorize = () => Promise.resolve({ authorization: "Bearer good" });
    const sent = createClient({ baseUrl: `${app().origin}/v1`, authorize, timeoutMs: 20_000 })[id];
    return sent?.(...given);
  };

  test.each<readonly [string, object]>([
    ["scalars", { query: { n: 12, b: false, s: "ä&b=c#d+", e: "a" } }],
    ["lists", { query: { form: [1, 2], comma: [3, 4], pipe: [5, 6], space: [7, 8] } }],
    ["objects", { query: { deep: { x: 1, y: 2 }, flat: { x: 3, y: 4 }, json: { x: 5 } } }],
    ["exploded", { query: { point: { x: 1, y: 2 } } }],
    ["places", { headers: { "x-count": 5 }, cookies: { sid: 9 } }],
    ["path_simple_c_list", { params: { v: [1, 2] } }],
    ["path_simple_x_point", { params: { v: { x: 1, y: 2 } } }],
    ["path_label_c_list", { params: { v: [1, 2] } }],
    ["path_label_x_point", { params: { v: { x: 1, y: 2 } } }],
    ["path_matrix_c_list", { params: { v: [1, 2] } }],
    ["path_matrix_x_list", { params: { v: [1, 2] } }],
    ["path_matrix_x_point", { params: { v: { x: 1, y: 2 } } }],
    ["deleteOrder", { params: { id: "a/b?c" } }],
    ["createOrder", { body: { sku: "abc", items: [{ n: 1 }] } }],
    ["form", { body: { a: 1, tags: ["x", "y"] } }],
    ["text", { body: "abc" }],
    ["several", { contentType: "text/plain", body: "abc" }],
    ["several", { contentType: "application/json", body: 7 }],
  ])("%s arrives as it was meant: %o", async (id, given) => {
    const answer = await ask(id, given);
    expect([answer?.status, answer?.body]).toMatchObject([200, given]);
  });

  test("files, credentials, and what comes item by item", async () => {
    const file = new File(["hello"], "a.txt");
    const uploaded = await ask("upload", { body: { file, count: 3 } });
    expect(uploaded?.body).toEqual({ count: 3, file: { name: "a.txt", text: "hello" } });
    expect((await ask("secret"))?.status).toBe(200);
    const found: unknown[] = [];
    for (const id of ["lines", "sequence", "events"]) for await (const item of itemsIn(await ask(id))) found.push(item);
    const numbers = [{ n: 1 }, { n: 2 }];
    const event = { event: "a b", id: "1", data: '{"n":1}' };
    expect(found).toEqual([...numbers, ...numbers, event, { data: "two\nlines" }, { data: '{"n":2}' }]);
  });

  test("what the document does not declare is thrown", async () => {
    await expect(ask("scalars", { query: { n: 0 } })).rejects.toMatchObject({ status: 400, name: "CallError" });
    await expect(ask("waiting", {}, { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow("no");
  });
}

/** The tests of senders against a server of another party. */
export function senderTests({ project }: Pick<Running, "project">): void {
  test("a message is checked, sent, and its answer told", async () => {
    await using party = await otherParty();
    const { sendPaid } = (await load(project(), "senders")) as { sendPaid: Sent };
    const answer = await sendPaid(`${party.origin}/paid`, { body: { id: 1 } });
    expect([answer.status, answer.body, party.asked]).toMatchObject([202, { ok: true }, ['POST /paid {"id":1}']]);
    await expect(sendPaid(party.origin, { body: { id: "one" } })).rejects.toThrow("/id must be an integer");
    await expect(sendPaid("file:///etc/passwd", { body: { id: 1 } })).rejects.toThrow("no address of the web");
    await expect(sendPaid(`${party.origin}/slow`, { body: { id: 1 } }, { timeoutMs: 50 })).rejects.toThrow(
      "took longer",
    );
    // Whether the slow one has arrived before it was given up is the machine's affair.
    expect(party.asked.filter((line) => !line.startsWith("POST /slow"))).toHaveLength(1);
  });

  describe("a callback goes where the client said, if that is allowed", () => {
    const origin = (hook: unknown) => ({ request: { body: { hook }, headers: { host: "a&b" } } });
    const message = { body: { id: 2 } };

    test("a clear yes sends it, and a redirect is not followed", async () => {
      await using party = await otherParty();
      const { sendTold } = (await load(project(), "senders")) as { sendTold: Sent };
      const allow = (url: URL) => url.hostname === "127.0.0.1";
      expect((await sendTold(origin(party.origin), message, { allow })).status).toBe(202);
      expect(party.asked).toEqual(['POST /told?at=a%26b {"id":2}']);
      await expect(sendTold(origin(`${party.origin}/moved`), message, { allow })).rejects.toMatchObject({
        status: 302,
      });
    });

    test.each<readonly [string, unknown, object | undefined]>([
      ["no guard", undefined, {}],
      ["a guard that says no", undefined, { allow: () => false }],
      ["a guard that says something else", undefined, { allow: () => "yes" }],
      ["no URL", 5, { allow: () => true }],
      ["another scheme", "file:///etc/passwd?", { allow: () => true }],
      ["credentials in the URL", "http://a:b@127.0.0.1", { allow: () => true }],
      ["nothing there", null, { allow: () => true }],
    ])("%s sends nothing", async (_, hook, options) => {
      await using party = await otherParty();
      const { sendTold } = (await load(project(), "senders")) as { sendTold: Sent };
      await expect(sendTold(origin(hook === undefined ? party.origin : hook), message, options)).rejects.toThrow(
        "is not sent",
      );
      expect(party.asked).toEqual([]);
    });
  });
}

const itemsIn = (answer: { readonly body: unknown } | undefined) => answer?.body as AsyncIterable<unknown>;

/** A server that takes messages. */
async function otherParty() {
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked.push(`${request.method} ${request.url} ${await textOf(request)}`);
    if (request.url?.startsWith("/slow") === true) return;
    if (request.url?.startsWith("/moved") === true) response.writeHead(302, { location: "/elsewhere" }).end();
    else response.writeHead(202, { "content-type": "application/json" }).end('{"ok":true}');
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
