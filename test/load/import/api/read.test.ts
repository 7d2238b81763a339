import { describe, expect, it } from "vitest";
import { readApi, type ApiWishes } from "../../../../src/load/import/index.ts";
import { compileScenario, madeFile } from "../../../../src/load/scenario/format/index.ts";
import { readSpecification } from "../../../../src/openapi/index.ts";

const wishes = (changes: Partial<ApiWishes> = {}): ApiWishes => ({
  includeWrites: false,
  only: [],
  env: {},
  headers: [],
  ...changes,
});
const apiOf = async (paths: object, components: object = {}, more: object = {}) => {
  const document = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths, components, ...more };
  return readSpecification("api.json", async () => JSON.stringify(document));
};

const json = (schema: object) => ({ description: "", content: { "application/json": { schema } } });
const item = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer" }, name: { type: "string" }, email: { type: "string", format: "email" } },
};
const id = { name: "itemId", in: "path", required: true, schema: { type: "integer" } };
const crud = {
  "/items": {
    get: { responses: { "200": json({ type: "array", items: item }) } },
    post: { requestBody: { content: { "application/json": { schema: item } } }, responses: { "201": json(item) } },
  },
  "/items/{itemId}": {
    parameters: [id],
    delete: { responses: { "204": { description: "" } } },
    get: { responses: { "200": json(item), "404": json({}) } },
    put: { requestBody: { content: { "application/json": { schema: item } } }, responses: { "200": json(item) } },
  },
};

describe("a scenario of an API", () => {
  it("reads lists, then what is in them, and checks what is promised", async () => {
    const { file, warnings } = readApi(await apiOf(crud), wishes());
    expect(warnings).toEqual([]);
    expect(file.scenarios).toEqual([
      {
        name: "items",
        weight: 4,
        steps: [
          {
            name: "GET /items",
            get: "/items",
            expect: 200,
            checks: [
              { header: "content-type", contains: "application/json" },
              { json: "$", is: "array" },
            ],
            extract: { itemId: { json: "$[*].id", which: "random" } },
          },
          {
            name: "GET /items/{itemId}",
            get: "/items/${itemId}",
            expect: 200,
            checks: [
              { header: "content-type", contains: "application/json" },
              { json: "$.id", exists: true },
              { json: "$.name", exists: true },
            ],
          },
        ],
      },
    ]);
  });

  it("creates, reads, changes and deletes, with the id of what it created and values of its own", async () => {
    const { file } = readApi(await apiOf(crud), wishes({ includeWrites: true }));
    const [, write] = file.scenarios ?? [];
    expect(write?.steps.map(({ name }) => name)).toEqual([
      "POST /items",
      "GET /items/{itemId}",
      "PUT /items/{itemId}",
      "DELETE /items/{itemId}",
    ]);
    expect(write?.steps[0]).toMatchObject({
      json: { email: "${letters(12)}@example.com" },
      extract: { itemId: "$.id" },
    });
    expect(write?.steps[3]).toMatchObject({ delete: "/items/${itemId}", expect: 204 });
  });

  it("deletes nothing that it has not created", async () => {
    const {
      "/items": { get },
      "/items/{itemId}": one,
    } = crud;
    const { file, warnings } = readApi(
      await apiOf({ "/items": { get }, "/items/{itemId}": one }),
      wishes({ includeWrites: true }),
    );
    expect(JSON.stringify(file)).not.toContain("delete");
    expect(warnings).toEqual(["DELETE /items/{itemId} left out: nothing that it could delete is created before"]);
  });

  it("takes an id from Location where the body has none", async () => {
    const paths = {
      "/jobs": {
        post: { responses: { "202": { description: "", headers: { Location: { schema: { type: "string" } } } } } },
      },
      "/jobs/{jobId}": { get: { parameters: [{ ...id, name: "jobId" }], responses: { "200": { description: "" } } } },
    };
    const { file } = readApi(await apiOf(paths), wishes({ includeWrites: true }));
    expect(file.scenarios?.at(-1)?.steps[0]?.extract).toEqual({ jobId: { header: "Location", regex: "([^/?#]+)/?$" } });
  });

  it("says what it made up", async () => {
    const paths = {
      "/lonely/{code}": { get: { parameters: [{ ...id, name: "code" }], responses: { "200": { description: "" } } } },
    };
    const { warnings } = readApi(await apiOf(paths), wishes());
    expect(warnings).toEqual(["GET /lonely/{code}: no answer gives a value for {code}, so one was made up"]);
  });

  const schemes = {
    key: { type: "apiKey", in: "header", name: "X-Key" },
    pass: { type: "http", scheme: "basic" },
    login: { type: "http", scheme: "bearer" },
  };
  const secured = (security: object) =>
    apiOf({ "/a": { get: { security, responses: { "200": { description: "" } } } } }, { securitySchemes: schemes });

  it.each<readonly [string, object, Partial<ApiWishes>, object]>([
    ["an API key", [{ key: [] }], { env: { BACKWRIGHT_KEY: "k" } }, { headers: { "X-Key": "${env.BACKWRIGHT_KEY}" } }],
    [
      "a password",
      [{ pass: [] }],
      { env: { BACKWRIGHT_PASS_USER: "a", BACKWRIGHT_PASS_PASSWORD: "b" } },
      { auth: { basic: { user: "${env.BACKWRIGHT_PASS_USER}", password: "${env.BACKWRIGHT_PASS_PASSWORD}" } } },
    ],
    [
      "the alternative that is there",
      [{ key: [] }, { login: [] }],
      { env: { BACKWRIGHT_LOGIN: "t" } },
      { auth: { bearer: "${env.BACKWRIGHT_LOGIN}" } },
    ],
    ["a header that is sent anyway", [{ login: [] }], { headers: ["authorization"] }, { get: "/a" }],
    ["what is optional", [{ key: [] }, {}], {}, { get: "/a" }],
  ])("is given %s", async (_, security, changes, step) => {
    const { file } = readApi(await secured(security), wishes(changes));
    expect(file.scenarios?.[0]?.steps[0]).toMatchObject(step);
  });

  it("is refused where nothing may be called", async () => {
    const model = await secured([{ key: [] }]);
    expect(() => readApi(model, wishes())).toThrow("every operation needs credentials");
    expect(() => readApi(model, wishes({ only: ["/b"] }))).toThrow("--only /b fits no operation; did you mean /a?");
  });

  it("takes no text of a document for a template", async () => {
    const model = await apiOf({
      "/a": {
        get: {
          responses: {
            "200": json({
              type: "array",
              items: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
            }),
          },
        },
        post: {
          requestBody: { content: { "application/json": { example: { "a${x}": "${uuid()}" } } } },
          responses: { "2XX": { description: "" } },
        },
      },
      "/a/{env.HOME}": { get: { responses: { "200": { description: "" } } } },
      "/$": {
        get: {
          parameters: [{ name: "q", in: "query", required: true, schema: { enum: ["${env.HOME}"] } }],
          responses: { "200": { description: "" } },
        },
      },
    });
    const { file } = readApi(model, wishes({ includeWrites: true }));
    const wire = {
      prefix: "",
      basePath: "",
      origin: "http://localhost",
      authority: "localhost",
      keepsAlive: true,
      headers: [],
    };
    const { scenario } = compileScenario(madeFile("api.json", file), {
      wire,
      env: { HOME: "/root" },
      files: new Map(),
    });
    expect(JSON.stringify(scenario)).not.toContain("/root");
    const bodies = scenario.steps.map(({ request }) => request.body).filter((body) => body !== undefined);
    expect(bodies).toEqual([['{"a${x}":"${uuid()}"}']]);
    expect(scenario.steps.map(({ request }) => request.head.map(String).join(""))).toContainEqual(
      expect.stringContaining("GET /$?q=%24%7Benv.HOME%7D HTTP/1.1"),
    );
  });
});
