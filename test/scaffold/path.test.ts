import { once } from "node:events";
import { request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import fastify from "fastify";
import { describe, expect, test } from "vitest";
import { fastifyPath } from "../../src/scaffold/fastify/path.ts";
import { routePath } from "../../src/scaffold/routes/path.ts";
import { documentOf, modelOf } from "./generated.ts";

const operationAt = async (path: string) => {
  const model = await modelOf(documentOf({ [path]: { get: { responses: {} } } }));
  const [operation] = model.operations;
  if (operation === undefined) throw new Error("no operation");
  return operation;
};

/** What Express itself makes of the pattern, with a real request. */
async function matched(pattern: string, url: string): Promise<unknown> {
  const app = express();
  app.enable("strict routing");
  app.get(pattern, (req, res) => void res.json(req.params));
  const server: Server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const { port } = server.address() as AddressInfo;
    const sent = request({ port, host: "127.0.0.1", path: url }).end();
    const [answer] = await once(sent, "response");
    const text: string = (await answer.toArray()).join("");
    return answer.statusCode === 200 ? JSON.parse(text) : answer.statusCode;
  } finally {
    server.close();
  }
}

/** What Fastify makes of a path, with the names of the document; the text of a path is no value. */
async function matchedByFastify(path: string, url: string): Promise<unknown> {
  const { url: route, names, documentNames } = fastifyPath(await operationAt(path));
  const app = fastify({ routerOptions: { maxParamLength: 16_384 } });
  app.get<{ Params: Record<string, string> }>(route, async ({ params }) =>
    Object.fromEntries(names.map((name, at) => [documentNames[at], params[name]])),
  );
  const answer = await app.inject({ url });
  return answer.statusCode === 200 ? answer.json() : answer.statusCode;
}

describe("a document's path on Express 5 and Fastify 5", () => {
  test.each([
    ["/users/{id}", "/users/7", { id: "7" }],
    ["/{file}.json", "/a.json", { file: "a" }],
    ["/files/{id}:cancel", "/files/7:cancel", { id: "7" }],
    ["/compare/{base}...{head}", "/compare/a...b", { base: "a", head: "b" }],
    ["/a*b(c)[d]!{x}", "/a*b(c)[d]!1", { x: "1" }],
    ["/{user-id}/x", "/5/x", { "user-id": "5" }],
    ["/{id}s", "/7s", { id: "7" }],
    ["/trailing/{id}/", "/trailing/7/", { id: "7" }],
    ["/größe/{id}", "/gr%C3%B6%C3%9Fe/1", { id: "1" }],
    ["/a+b", "/a+b", {}],
    ["/with#fragment", "/with%23fragment", {}],
    ["/", "/", {}],
    ["/{a}-{b}", "/1-2-3", { a: "1-2", b: "3" }],
    ["/v{version}", "/v2", { version: "2" }],
    ["/users({id})/x", "/users(5)/x", { id: "5" }],
    ["/a:b/{id}", "/a:b/5", { id: "5" }],
    ["/{id}", "/a%2Fb%20c", { id: "a/b c" }],
    ["/x*", "/x*", {}],
  ])("%s takes %s", async (path, url, expected) => {
    expect(await matched(routePath(await operationAt(path)).pattern, url)).toEqual(expected);
    expect(await matchedByFastify(path, url)).toEqual(expected);
  });

  test("a trailing slash counts", async () => {
    expect(await matched(routePath(await operationAt("/a/")).pattern, "/a")).toBe(404);
    expect(await matchedByFastify("/a/", "/a")).toBe(404);
  });

  test("what stands behind a question mark is a condition on the query", async () => {
    expect(routePath(await operationAt("/things?action=copy"))).toMatchObject({
      pattern: "/things",
      query: "action=copy",
    });
  });

  test("half of a pair, which no request line can hold", async () => {
    expect(routePath(await operationAt("/a\ud800")).pattern).toBe("/a%EF%BF%BD");
  });

  test("parameters that touch are ambiguous", async () => {
    expect(routePath(await operationAt("/{a}{b}")).isAmbiguous).toBe(true);
  });
});
