import { describe, expect, test } from "vitest";
import type { Operation } from "../../../src/openapi/index.ts";
import { api, bare, codes, read } from "../support.ts";

const ok = { responses: { 200: { description: "" } } };

async function first(operation: object, root: object = {}): Promise<Operation> {
  const model = await read(api({ paths: { "/a": { post: { ...ok, ...operation } } }, ...root }, "2.0"));
  const [found] = model.operations;
  if (found === undefined) throw new TypeError("no operation");
  expect(codes(model)).toEqual([]);
  return found;
}

describe("Swagger 2.0", () => {
  test.each([
    [{ host: "a.test", basePath: "/v1", schemes: ["http", "https"] }, ["http://a.test/v1", "https://a.test/v1"]],
    [{ host: "a.test" }, ["https://a.test"]],
    [{ basePath: "/v1" }, ["/v1"]],
    [{}, []],
  ])("servers of %j", async (root, urls) => {
    expect((await read(api(root, "2.0"))).servers.map(({ url }) => url)).toEqual(urls);
  });

  test.each<[string, object, object]>([
    ["csv", { in: "query", collectionFormat: "csv" }, { style: "form", explode: false }],
    ["nothing said", { in: "query" }, { style: "form", explode: false }],
    ["multi", { in: "query", collectionFormat: "multi" }, { style: "form", explode: true }],
    ["ssv", { in: "query", collectionFormat: "ssv" }, { style: "spaceDelimited", explode: false }],
    ["tsv", { in: "query", collectionFormat: "tsv" }, { style: "tabDelimited", explode: false }],
    ["pipes", { in: "query", collectionFormat: "pipes" }, { style: "pipeDelimited", explode: false }],
    ["a header", { in: "header", collectionFormat: "csv" }, { style: "simple", explode: false }],
  ])("a list in %s", async (_what, parameter, expected) => {
    const { parameters } = await first({
      parameters: [{ name: "p", type: "array", items: { type: "string" }, ...parameter }],
    });
    expect(parameters).toMatchObject([
      { name: "p", ...expected, schema: { types: ["array"], items: { types: ["string"] } } },
    ]);
  });

  test("keywords of a parameter are its schema", async () => {
    const { parameters } = await first({
      parameters: [
        {
          name: "p",
          in: "query",
          description: "D",
          required: true,
          type: "integer",
          format: "int64",
          minimum: 1,
          default: 5,
          "x-example": 7,
        },
      ],
    });
    expect(parameters).toMatchObject([{ required: true, description: "D", examples: [7] }]);
    expect(bare(parameters[0]?.schema)).toEqual({ types: ["integer"], format: "int64", minimum: 1, default: 5 });
  });

  test("a body takes every type that is consumed", async () => {
    const parameters = [
      { name: "body", in: "body", required: true, description: "D", schema: { $ref: "#/definitions/T" } },
    ];
    const { body } = await first(
      { parameters, consumes: ["application/json", "application/xml"] },
      { definitions: { T: { type: "object" } } },
    );
    expect(body).toMatchObject({ required: true, description: "D" });
    expect(body?.content.map(({ type, schema }) => [type, bare(schema)])).toEqual([
      ["application/json", { ref: "T" }],
      ["application/xml", { ref: "T" }],
    ]);
  });

  test("consumes and produces of the document hold where the operation says nothing", async () => {
    const schema = { type: "string" };
    const operation = {
      parameters: [{ name: "b", in: "body", schema }],
      responses: { 200: { description: "", schema } },
    };
    const { body, responses } = await first(operation, { consumes: ["text/plain"], produces: ["text/csv"] });
    expect([body?.content[0]?.type, responses[0]?.content[0]?.type]).toEqual(["text/plain", "text/csv"]);
  });

  test("a form is one object", async () => {
    const parameters = [
      { name: "name", in: "formData", type: "string", required: true, description: "D" },
      { name: "tags", in: "formData", type: "array", items: { type: "string" }, collectionFormat: "multi" },
    ];
    const { body, parameters: others } = await first({ parameters });
    expect(others).toEqual([]);
    expect(body).toMatchObject({ required: true, content: [{ type: "application/x-www-form-urlencoded" }] });
    expect(bare(body?.content[0]?.schema)).toEqual({
      types: ["object"],
      properties: {
        name: { types: ["string"], description: "D" },
        tags: { types: ["array"], items: { types: ["string"] } },
      },
      required: ["name"],
    });
    expect(body?.content[0]?.encoding.get("tags")).toMatchObject({ style: "form", explode: true });
  });

  test("a form with a file is multipart", async () => {
    const parameters = [{ name: "file", in: "formData", type: "file" }];
    const { body } = await first({ parameters, consumes: ["application/x-www-form-urlencoded"] });
    expect(body?.content).toMatchObject([{ type: "multipart/form-data" }]);
    expect(bare(body?.content[0]?.schema)).toEqual({
      types: ["object"],
      properties: { file: { types: ["string"], format: "binary" } },
    });
  });

  test("responses have one schema, headers and examples by type", async () => {
    const response = {
      description: "D",
      schema: { type: "string" },
      headers: { "X-A": { type: "integer", description: "H" } },
      examples: { "application/json": "a" },
    };
    const { responses } = await first(
      {
        produces: ["application/json", "text/plain"],
        responses: { 200: response, 204: { description: "" }, 404: { $ref: "#/responses/Gone" } },
      },
      { responses: { Gone: { description: "Gone" } } },
    );
    expect(responses.map(({ status, description }) => [status, description])).toEqual([
      ["200", "D"],
      ["204", ""],
      ["404", "Gone"],
    ]);
    expect(responses[0]?.content.map(({ type, examples }) => [type, examples])).toEqual([
      ["application/json", ["a"]],
      ["text/plain", []],
    ]);
    expect(responses[0]?.headers.map(({ name, description, schema }) => [name, description, bare(schema)])).toEqual([
      ["X-A", "H", { types: ["integer"] }],
    ]);
  });

  test("a file in a response is binary", async () => {
    const { responses } = await first({ responses: { 200: { description: "", schema: { type: "file" } } } });
    expect(responses[0]?.content).toMatchObject([
      { type: "application/octet-stream", schema: { types: ["string"], format: "binary" } },
    ]);
  });

  test.each<[string, object, object]>([
    ["basic", { type: "basic" }, { kind: "http", scheme: "basic" }],
    [
      "implicit",
      { type: "oauth2", flow: "implicit", authorizationUrl: "/a", scopes: { s: "S" } },
      { flows: [{ flow: "implicit", authorizationUrl: "/a" }] },
    ],
    [
      "application",
      { type: "oauth2", flow: "application", tokenUrl: "/t", scopes: {} },
      { flows: [{ flow: "clientCredentials", tokenUrl: "/t" }] },
    ],
    ["accessCode", { type: "oauth2", flow: "accessCode", scopes: {} }, { flows: [{ flow: "authorizationCode" }] }],
  ])("security %s", async (_name, scheme, expected) => {
    const model = await read(api({ securityDefinitions: { A: scheme } }, "2.0"));
    expect(model.securitySchemes.get("A")).toMatchObject({ key: "A", ...expected });
  });

  test("shared parameters are found at the top", async () => {
    const { parameters } = await first(
      { parameters: [{ $ref: "#/parameters/P" }] },
      { parameters: { P: { name: "p", in: "query", type: "string" } } },
    );
    expect(parameters).toMatchObject([{ name: "p", schema: { types: ["string"] } }]);
  });
});
