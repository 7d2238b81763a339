import { describe, expect, test } from "vitest";
import type { Operation } from "../../../src/openapi/index.ts";
import { api, bare, codes, read } from "../support.ts";

const ok = { responses: { 200: { description: "" } } };

async function first(operation: object, more: object = {}, version = "3.1.0"): Promise<Operation> {
  const model = await read(api({ paths: { "/a": { post: { ...ok, ...operation } } }, ...more }, version));
  const [found] = model.operations;
  if (found === undefined) throw new TypeError("no operation");
  return found;
}

describe("an operation", () => {
  test("keeps what it says of itself", async () => {
    const operation = await first({
      operationId: "makeIt",
      summary: "S",
      description: "D",
      tags: ["a", 1],
      deprecated: true,
      "x-b": 1,
    });
    expect(operation).toMatchObject({
      id: "makeIt",
      operationId: "makeIt",
      method: "POST",
      path: "/a",
      summary: "S",
      description: "D",
      tags: ["a"],
      deprecated: true,
      place: { file: "api.yaml", pointer: "/paths/~1a/post" },
    });
    expect({ ...operation.extensions }).toEqual({ "x-b": 1 });
  });

  test("paths come in the order of the document, methods in a fixed one", async () => {
    const all = { trace: ok, query: ok, patch: ok, delete: ok, options: ok, get: ok, head: ok, put: ok, post: ok };
    const model = await read(api({ paths: { "/b": all, "/a": { get: ok } } }, "3.2.0"));
    expect(model.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      ...["GET", "HEAD", "QUERY", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"].map((method) => `${method} /b`),
      "GET /a",
    ]);
  });

  test("3.2 has further methods", async () => {
    const model = await read(api({ paths: { "/a": { additionalOperations: { PURGE: ok, "b ad": ok } } } }, "3.2.0"));
    expect(model.operations.map(({ method, id }) => `${method} ${id}`)).toEqual(["PURGE purgeA"]);
  });

  test("extensions of paths are no paths", async () => {
    expect((await read(api({ paths: { "x-a": { get: ok } } }))).operations).toEqual([]);
  });

  test("servers of the operation replace those of the path", async () => {
    const model = await read(
      api({
        paths: {
          "/a": { servers: [{ url: "/p" }], get: ok, put: { ...ok, servers: [{ url: "/o" }] } },
          "/b": { get: ok },
        },
      }),
    );
    expect(model.operations.map(({ servers }) => servers.map(({ basePath }) => basePath))).toEqual([
      ["/p"],
      ["/o"],
      [],
    ]);
  });
});

describe("the segments of a path", () => {
  const text = (value: string): object => ({ kind: "text", text: value });
  const parameter = (name: string): object => ({ kind: "parameter", name });
  test.each<[string, readonly (readonly object[])[]]>([
    ["/", []],
    ["/a/{b}", [[text("a")], [parameter("b")]]],
    ["/a/", [[text("a")], []]],
    ["/{a}.json", [[parameter("a"), text(".json")]]],
    ["/{a}:cancel", [[parameter("a"), text(":cancel")]]],
    ["/x-{a}-{b}", [[text("x-"), parameter("a"), text("-"), parameter("b")]]],
    ["/{a}{b}", [[parameter("a"), parameter("b")]]],
    ["/{}/b}", [[text("{}")], [text("b}")]]],
    ["/{a/b}", [[parameter("a/b")]]],
    ["a/b", [[text("a")], [text("b")]]],
  ])("%s", async (path, parts) => {
    const model = await read(api({ paths: { [path]: { get: ok } } }));
    expect(model.operations[0]?.segments.map((segment) => segment.parts)).toEqual(parts);
  });
});

describe("a parameter", () => {
  test.each<[string, object, object]>([
    [
      "in query",
      { in: "query", schema: {} },
      { style: "form", explode: true, required: false, contentType: undefined },
    ],
    ["in header", { in: "header", schema: {} }, { style: "simple", explode: false }],
    ["in cookie", { in: "cookie", schema: {} }, { style: "form", explode: true }],
    ["of the style cookie (3.2)", { in: "cookie", style: "cookie", schema: {} }, { style: "cookie", explode: true }],
    ["with a style", { in: "query", style: "pipeDelimited", schema: {} }, { style: "pipeDelimited", explode: false }],
    ["that explodes", { in: "header", explode: true, schema: {} }, { style: "simple", explode: true }],
    [
      "that is an object",
      { in: "query", style: "deepObject", explode: true, schema: {} },
      { style: "deepObject", explode: true },
    ],
    [
      "by content",
      { in: "query", content: { "Application/JSON; charset=utf-8": { schema: { type: "object" } } } },
      { contentType: "application/json", schema: { types: ["object"] } },
    ],
    [
      "the whole query string (3.2)",
      { in: "querystring", content: { "application/x-www-form-urlencoded": { schema: true } } },
      { in: "querystring", contentType: "application/x-www-form-urlencoded", schema: true },
    ],
    [
      "with switches",
      {
        in: "query",
        schema: {},
        required: true,
        deprecated: true,
        allowReserved: true,
        allowEmptyValue: true,
        description: "D",
      },
      { required: true, deprecated: true, allowReserved: true, allowEmptyValue: true, description: "D" },
    ],
    [
      "with examples",
      {
        in: "query",
        schema: {},
        example: 1,
        examples: { a: { value: 2 }, b: { $ref: "#/components/examples/E" }, c: { dataValue: 4 } },
      },
      { examples: [1, 2, 3, 4] },
    ],
  ])("%s", async (_what, parameter, expected) => {
    const more = { components: { examples: { E: { value: 3 } } } };
    const { parameters } = await first({ parameters: [{ name: "p", ...parameter }] }, more, "3.2.0");
    expect(parameters).toMatchObject([{ name: "p", ...expected }]);
  });

  test("of the operation replaces that of the path; names of headers have no case", async () => {
    const shared = [
      { name: "a", in: "query", schema: { type: "string" } },
      { name: "X-B", in: "header", schema: {} },
      { name: "c", in: "query", schema: {} },
    ];
    const own = [
      { name: "a", in: "query", schema: { type: "integer" } },
      { name: "x-b", in: "header", schema: {}, required: true },
    ];
    const model = await read(api({ paths: { "/a": { parameters: shared, get: { ...ok, parameters: own } } } }));
    expect(model.operations[0]?.parameters.map(({ name, schema }) => [name, bare(schema)])).toEqual([
      ["c", {}],
      ["a", { types: ["integer"] }],
      ["x-b", {}],
    ]);
    expect(model.findings).toEqual([]);
  });

  test.each<[string, string, readonly object[], readonly string[], readonly string[]]>([
    ["not in the path", "/a", [{ name: "b", in: "path", schema: {} }], [], ["path-parameter-unused"]],
    [
      "in the path only",
      "/a/{b}/{c}",
      [{ name: "c", in: "path", schema: {} }],
      ["b", "c"],
      ["path-parameter-undeclared"],
    ],
    [
      "of another case",
      "/a/{id}",
      [{ name: "ID", in: "path", schema: {} }],
      ["id"],
      ["path-parameter-undeclared", "path-parameter-unused"],
    ],
    [
      "twice",
      "/a",
      [
        { name: "b", in: "query", schema: {} },
        { name: "b", in: "query", schema: {} },
      ],
      ["b"],
      ["parameter-duplicate"],
    ],
    ["without schema", "/a", [{ name: "b", in: "query" }], ["b"], ["parameter-without-schema"]],
    ["in no place", "/a", [{ name: "b", in: "body", schema: {} }], [], ["parameter-unusable"]],
    ["without name", "/a", [{ in: "query", schema: {} }], [], ["parameter-unusable"]],
    ["that is none", "/a", [[]], [], ["parameter-unusable"]],
    [
      "of a style elsewhere",
      "/a",
      [{ name: "b", in: "query", style: "matrix", schema: {} }],
      ["b"],
      ["parameter-style-unknown"],
    ],
    ["described elsewhere", "/a", [{ name: "accept", in: "header", schema: {} }], [], ["parameter-header-ignored"]],
  ])("%s", async (_what, path, parameters, names, found) => {
    const model = await read(api({ paths: { [path]: { get: { ...ok, parameters } } } }));
    expect(model.operations[0]?.parameters.map(({ name }) => name)).toEqual(names);
    expect([...codes(model)].sort()).toEqual(found);
  });

  test("of the path that is not declared is a required string", async () => {
    const model = await read(api({ paths: { "/a/{b}": { get: ok } } }));
    expect(model.operations[0]?.parameters).toMatchObject([
      { name: "b", in: "path", required: true, style: "simple", schema: { types: ["string"] } },
    ]);
  });

  test("a parameter of the path is required whatever it says", async () => {
    const model = await read(
      api({
        paths: { "/a/{b}": { get: { ...ok, parameters: [{ name: "b", in: "path", required: false, schema: {} }] } } },
      }),
    );
    expect(model.operations[0]?.parameters[0]?.required).toBe(true);
  });
});

describe("a body", () => {
  test("has media types, encodings and examples", async () => {
    const { body } = await first({
      requestBody: {
        required: true,
        description: "D",
        content: {
          "multipart/form-data": {
            schema: { type: "object" },
            encoding: {
              file: {
                contentType: "image/png",
                style: "form",
                explode: false,
                allowReserved: true,
                headers: { "X-A": { schema: { type: "integer" } }, "Content-Type": { schema: {} } },
              },
            },
          },
          "application/json; charset=utf-8": { example: { a: 1 } },
          "*/*": {},
        },
      },
    });
    expect(body).toMatchObject({ required: true, description: "D" });
    expect(body?.content.map(({ type, examples }) => [type, examples])).toEqual([
      ["multipart/form-data", []],
      ["application/json", [{ a: 1 }]],
      ["*/*", []],
    ]);
    expect(body?.content[0]?.encoding.get("file")).toMatchObject({
      contentType: "image/png",
      style: "form",
      explode: false,
      allowReserved: true,
      headers: [{ name: "X-A", schema: { types: ["integer"] } }],
    });
  });

  test("may be a component, shared by operations", async () => {
    const post = { ...ok, requestBody: { $ref: "#/components/requestBodies/B" } };
    const model = await read(
      api({
        paths: { "/a": { post, put: post } },
        components: {
          requestBodies: { B: { content: { "text/plain": { schema: { $ref: "#/components/schemas/T" } } } } },
          schemas: { T: true },
        },
      }),
    );
    expect(model.operations.map(({ body }) => body?.content[0]?.type)).toEqual(["text/plain", "text/plain"]);
    expect(model.operations[0]?.body).toBe(model.operations[1]?.body);
  });

  test("in sequence, and by reference to a media type (3.2)", async () => {
    const { responses } = await first(
      {
        responses: {
          200: {
            description: "",
            content: {
              "text/event-stream": { itemSchema: { type: "object" } },
              "application/jsonl": { $ref: "#/components/mediaTypes/L" },
            },
          },
        },
      },
      { components: { mediaTypes: { L: { itemSchema: { type: "string" } } } } },
      "3.2.0",
    );
    expect(responses[0]?.content.map(({ type, itemSchema }) => [type, bare(itemSchema)])).toEqual([
      ["text/event-stream", { types: ["object"] }],
      ["application/jsonl", { types: ["string"] }],
    ]);
  });

  test.each([
    ["the same", {}, []],
    ["another", { schema: { type: "string" } }, ["media-type-duplicate"]],
  ])("twice by its parameters, %s", async (_what, second, found) => {
    const content = { "application/json": {}, "application/json;v=2": second };
    expect(
      codes(await read(api({ paths: { "/a": { get: { responses: { 200: { description: "", content } } } } } }))),
    ).toEqual(found);
  });
});

describe("responses", () => {
  test("are statuses, ranges and default, with headers and links", async () => {
    const { responses } = await first(
      {
        responses: {
          200: {
            description: "D",
            headers: { "X-A": { $ref: "#/components/headers/A" }, "content-type": {} },
            links: { next: { $ref: "#/components/links/N" } },
          },
          "4xx": { $ref: "#/components/responses/Bad", description: "Own words" },
          default: {},
          "x-a": 1,
        },
      },
      {
        components: {
          headers: { A: { required: true, schema: { type: "integer" }, description: "H" } },
          links: { N: { operationId: "x" } },
          responses: { Bad: { description: "Bad" } },
        },
      },
    );
    expect(responses.map(({ status, description }) => [status, description])).toEqual([
      ["200", "D"],
      ["4XX", "Own words"],
      ["default", ""],
    ]);
    expect(responses[0]?.headers).toMatchObject([
      { name: "X-A", required: true, description: "H", explode: false, schema: { types: ["integer"] } },
    ]);
    expect({ ...responses[0]?.links }).toEqual({ next: { operationId: "x" } });
  });

  test.each([
    ["none", {}, ["responses-missing"]],
    ["a status that is none", { ok: {}, 200: {} }, ["response-status-unknown"]],
    ["a list", [], ["field-wrong-kind", "responses-missing"]],
  ])("%s", async (_what, responses, found) => {
    expect([...codes(await read(api({ paths: { "/a": { get: { responses } } } })))].sort()).toEqual(found);
  });
});

describe("a path item", () => {
  test("may be a component, with operations beside the reference", async () => {
    const model = await read(
      api({
        paths: { "/a": { $ref: "#/components/pathItems/P", get: { ...ok, summary: "own" } } },
        components: {
          pathItems: {
            P: { parameters: [{ name: "q", in: "query", schema: {} }], get: { ...ok, summary: "other" }, put: ok },
          },
        },
      }),
    );
    expect(model.operations.map(({ method, summary, parameters }) => [method, summary, parameters.length])).toEqual([
      ["GET", "own", 0],
      ["PUT", undefined, 1],
    ]);
  });

  test.each<[string, object, readonly string[]]>([
    ["without slash", { a: { get: ok } }, ["path-without-slash"]],
    ["with a query", { "/a?b=c": { get: ok } }, ["path-holds-query"]],
    [
      "like another",
      {
        "/a/{b}": { get: ok, parameters: [{ name: "b", in: "path", schema: {} }] },
        "/a/{c}": { get: ok, put: ok, parameters: [{ name: "c", in: "path", schema: {} }] },
      },
      ["path-duplicate"],
    ],
    ["with an unknown member", { "/a": { gte: ok, "x-a": 1 } }, ["path-member-unknown"]],
    ["that leads nowhere", { "/a": { $ref: "#/components/pathItems/P" } }, ["reference-unresolved"]],
    ["that is none", { "/a": 1 }, ["field-wrong-kind"]],
    ["with an operation that is none", { "/a": { get: "ok", put: null } }, ["field-wrong-kind"]],
    ["with nothing in it yet", { "/a": null }, []],
  ])("%s", async (_what, paths, found) => {
    expect(codes(await read(api({ paths })))).toEqual(found);
  });
});

describe("webhooks and callbacks", () => {
  test("are operations of their own", async () => {
    const callbacks = { done: { "{$request.body#/url}": { post: { ...ok, requestBody: { content: {} } } } } };
    const model = await read(
      api({ webhooks: { newPet: { post: ok } }, paths: { "/a": { post: { ...ok, callbacks } } } }),
    );
    expect(model.webhooks).toMatchObject([{ id: "newPet", method: "POST", path: "newPet", segments: [] }]);
    expect(model.operations[0]?.callbacks).toMatchObject([
      {
        name: "done",
        expression: "{$request.body#/url}",
        operations: [{ method: "POST", path: "{$request.body#/url}" }],
      },
    ]);
    expect(model.findings).toEqual([]);
  });

  test("a callback that contains itself is read once", async () => {
    const components = {
      callbacks: { C: { "{$url}": { post: { ...ok, callbacks: { again: { $ref: "#/components/callbacks/C" } } } } } },
    };
    const { callbacks } = await first({ callbacks: { start: { $ref: "#/components/callbacks/C" } } }, { components });
    expect(callbacks[0]?.operations[0]?.callbacks).toEqual([]);
  });
});
