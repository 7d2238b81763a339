import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiModel } from "../../src/openapi/index.ts";
import { documentOf, FRAMEWORKS, modelOf } from "../scaffold/generated.ts";
import { contractCases, judged, openTrio, type ContractCase, type Trio } from "../support/scaffold-contract.ts";

const path = (name: string, schema: object = { type: "string" }) => ({ name, in: "path", required: true, schema });
const json = (schema: object) => ({ "application/json": { schema } });
const ok = (content: object = json({ $ref: "#/components/schemas/Thing" })) => ({
  responses: { 200: { description: "", content } },
});
const thing = {
  type: "object",
  required: ["id", "kind"],
  additionalProperties: false,
  properties: {
    id: { type: "integer", minimum: 1 },
    kind: { enum: ["small", "large"] },
    name: { type: "string", minLength: 2, maxLength: 20, pattern: "^[a-z ]+$" },
    mail: { type: "string", format: "email" },
  },
};
const form = { type: "object", required: ["n"], properties: { n: { type: "integer" } } };

/** What routers tell apart in their own ways, and every kind of body and parameter. */
const document = documentOf(
  {
    "/": { get: { operationId: "root", ...ok() } },
    "/things": {
      get: {
        operationId: "listThings",
        parameters: [
          { name: "limit", in: "query", required: true, schema: { type: "integer", maximum: 10 } },
          { name: "X-Token", in: "header", required: true, schema: { type: "string", minLength: 3 } },
          { name: "sid", in: "cookie", required: true, schema: { type: "integer" } },
        ],
        ...ok(),
      },
      post: {
        operationId: "addThing",
        requestBody: { required: true, content: json({ $ref: "#/components/schemas/Thing" }) },
        responses: {
          201: { description: "", content: json(thing), headers: { Location: { schema: { type: "string" } } } },
        },
      },
    },
    "/things?action=count": { post: { operationId: "countThings", ...ok() } },
    "/things/latest": { get: { operationId: "latestThing", ...ok() } },
    "/things/{id}": {
      get: { operationId: "thingByNumber", parameters: [path("id", { type: "integer" })], ...ok() },
      delete: { operationId: "dropThing", parameters: [path("id")], responses: { 204: { description: "" } } },
    },
    "/things/{name}": {
      get: { operationId: "thingByName", parameters: [path("name", { enum: ["one", "two"] })], ...ok() },
    },
    "/things/{id}:cancel": { post: { operationId: "cancelThing", parameters: [path("id")], ...ok() } },
    "/range/{from}-{to}.csv": {
      get: {
        operationId: "range",
        parameters: [path("from"), path("to")],
        ...ok({ "text/csv": { schema: { type: "string" } } }),
      },
    },
    "/users({user-id})/x": { get: { operationId: "userById", parameters: [path("user-id")], ...ok() } },
    "/a*b#c/{d}": { get: { operationId: "oddSigns", parameters: [path("d")], ...ok() } },
    "/größe/": { get: { operationId: "size", ...ok() } },
    "/parts": {
      post: {
        operationId: "addPart",
        requestBody: {
          required: true,
          content: json({
            allOf: [
              { $ref: "#/components/schemas/Numbered" },
              { required: ["number", "of"] },
              { $ref: "#/components/schemas/Named" },
            ],
            properties: { of: { enum: ["steel", "wood"] }, name: { readOnly: true } },
          }),
        },
        ...ok(),
      },
    },
    "/kinds": {
      post: {
        operationId: "addKind",
        requestBody: {
          required: true,
          content: json({
            anyOf: [{ $ref: "#/components/schemas/Round" }, { $ref: "#/components/schemas/Square" }],
            discriminator: {
              propertyName: "shape",
              mapping: { round: "#/components/schemas/Round", square: "#/components/schemas/Square" },
            },
          }),
        },
        ...ok(),
      },
    },
    "/form": {
      post: {
        operationId: "sendForm",
        requestBody: { required: true, content: { "application/x-www-form-urlencoded": { schema: form } } },
        ...ok({ "application/xml": {}, "application/json": {} }),
      },
    },
    "/several": {
      put: {
        operationId: "several",
        requestBody: { content: { ...json(form), "text/plain": { schema: { type: "string" } }, "image/*": {} } },
        ...ok({ "image/png": {} }),
      },
    },
    "/reset": { post: { operationId: "reset", responses: { 205: { description: "" } } } },
    "/secret": {
      get: { operationId: "secret", security: [{ token: [] }], ...ok() },
      head: { operationId: "secretHead", responses: { 200: { description: "" } } },
    },
    "/lost": { get: { operationId: "lost", ...ok(json({ $ref: "#/nowhere" })) } },
  },
  {
    Thing: thing,
    Numbered: { type: "object", properties: { number: { type: "integer", readOnly: true } } },
    Named: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
    Round: {
      type: "object",
      required: ["shape", "radius"],
      properties: { shape: { const: "round", readOnly: true }, radius: { type: "number" } },
    },
    Square: {
      type: "object",
      required: ["shape", "side"],
      properties: { shape: { const: "square", readOnly: true }, side: { type: "number" } },
    },
  },
  {
    servers: [{ url: "https://example.com/v1" }],
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  },
);

let model: ApiModel;
let trio: Trio;
beforeAll(async () => {
  model = await modelOf(document);
  trio = await openTrio(model);
}, 120_000);
afterAll(() => trio[Symbol.asyncDispose]());

test("the three applications compile", () => {
  expect(trio.complaints).toEqual([]);
});

test("every request made from the document has the right verdict, and the same answer everywhere", async () => {
  const wrong: string[] = [];
  const different: string[] = [];
  const cases = contractCases(model);
  for (const one of cases) {
    const verdict = await judged(trio, one);
    wrong.push(...verdict.wrong);
    different.push(...verdict.different);
  }
  expect({ wrong, different, enough: cases.length > 150 }).toEqual({ wrong: [], different: [], enough: true });
});

type Sent = ContractCase["request"];
const sent = (method: string, target: string, more: Partial<Sent> = {}): Sent => ({
  method,
  path: target,
  headers: {},
  ...more,
});
const posted = (body: string, headers: Record<string, string> = {}): Sent =>
  sent("POST", "/things", { headers: { "content-type": "application/json", ...headers }, body });
const FORM = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
const GOOD = '{"id":1,"kind":"small"}';

describe("requests that no document makes are answered alike", () => {
  test.each<readonly [string, Sent, number]>([
    ["an unknown path", sent("GET", "/nowhere"), 404],
    ["a path outside of the routes", sent("GET", "/../x"), 404],
    ["an empty value in a path", sent("GET", "/things/"), 404],
    ["another spelling", sent("GET", "/Things/latest"), 404],
    ["a method of nobody", sent("PATCH", "/things"), 405],
    ["a method of a path with a value", sent("DELETE", "/things/latest"), 204],
    ["OPTIONS", sent("OPTIONS", "/things/7"), 204],
    ["HEAD of its own", sent("HEAD", "/secret"), 200],
    ["a broken escape", sent("GET", "/things/%E0%A4%A"), 400],
    ["the second of two operations", sent("GET", "/things/two"), 200],
    ["neither of two operations", sent("GET", "/things/three"), 400],
    ["a query that chooses the operation", sent("POST", "/things?action=count"), 200],
    ["no JSON", posted("{"), 400],
    ["JSON without a media type", sent("POST", "/things", { body: GOOD }), 201],
    ["JSON with a charset", posted(GOOD, { "content-type": "application/json; charset=utf-8" }), 201],
    ["an unknown compression", posted(GOOD, { "content-encoding": "snappy" }), 415],
    ["compression that is none", posted(GOOD, { "content-encoding": "gzip" }), 400],
    ["a body above the limit", posted(JSON.stringify({ name: "x".repeat(1_100_000) })), 413],
    ["a body where none is due", sent("DELETE", "/things/5", { body: "x" }), 204],
    ["no credentials", sent("GET", "/secret"), 401],
    ["an image that is asked for as text", sent("PUT", "/several", { headers: { accept: "text/html" } }), 406],
    ["the second media type of an answer", sent("POST", "/form", { body: "n=1", headers: FORM }), 200],
    ["a lost operation", sent("GET", "/lost"), 501],
  ])("%s", async (what, request, status) => {
    const [operation] = model.operations;
    if (operation === undefined) throw new Error("no operation");
    expect(await judged(trio, { operation, what, request, expected: [status] })).toMatchObject({
      wrong: [],
      different: [],
      crashed: 0,
    });
  });

  test("a compressed body is read", async () => {
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    const body = gzipSync(GOOD) as unknown as string;
    const answers = await Promise.all(
      FRAMEWORKS.map((framework) => trio.ask(framework, { method: "POST", path: "/things", headers, body })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  });
});
