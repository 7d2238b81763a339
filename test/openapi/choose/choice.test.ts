import { expect, test } from "vitest";
import { isLike } from "../../../src/openapi/choose/glob.ts";
import { readSpecification } from "../../../src/openapi/index.ts";

test.each([
  ["/v1/*", "/v1/users/{id}", true],
  ["/v1/*", "/v2/users", false],
  ["*", "/x", true],
  ["*/{id}", "/users/{id}", true],
  ["/a*b*c", "/a-b-b-c", true],
  ["/a*a", "/a", false],
  ["/ab*ba", "/aba", false],
  ["/users", "/users", true],
  ["/users", "/users/", false],
  [`/${"*a".repeat(30)}`, `/${"a".repeat(29)}b`, false],
])("%s and %s: %s", (pattern, text, wanted) => expect(isLike(pattern, text)).toBe(wanted));

const document = JSON.stringify({
  openapi: "3.2.0",
  info: { title: "T", version: "1" },
  tags: [{ name: "shop" }, { name: "orders", parent: "shop" }],
  paths: {
    "/orders": { post: operation("orders", "Order", { key: [] }) },
    "/users": { get: operation("users", "User", { other: [] }), put: operation("people", "User", {}) },
    "/broken": { get: operation("broken", "Nowhere", {}) },
  },
  webhooks: { paid: { post: operation("shop", "Event", {}) } },
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: "k" }, other: { type: "http", scheme: "basic" } },
    schemas: {
      Order: { type: "object", properties: { pet: { $ref: "#/components/schemas/Pet" } } },
      Pet: { type: "object", discriminator: { propertyName: "kind" }, required: ["kind"], properties: { kind: {} } },
      Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }] },
      User: { type: "object", properties: { name: { type: "string", minLength: "wrong" } } },
      Event: {},
      Unused: { enum: [] },
    },
  },
});

function operation(tag: string, schema: string, security: object) {
  const content = { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } };
  return { tags: [tag], security: [security], responses: { 200: { description: "", content } } };
}

const read = async (tags: readonly string[], paths: readonly string[] = []) => {
  const model = await readSpecification("a.json", () => Promise.resolve(document), { tags, paths });
  return {
    operations: [...model.operations, ...model.webhooks].map(({ method, path }) => `${method} ${path}`),
    schemas: [...model.schemas.keys()],
    schemes: [...model.securitySchemes.keys()],
    codes: model.findings.map(({ code }) => code),
  };
};

test("a tag keeps its operations, what they use, and what is said of that", async () => {
  expect(await read(["orders"])).toEqual({
    operations: ["POST /orders"],
    schemas: ["Order", "Pet", "Cat"],
    schemes: ["key"],
    codes: [],
  });
  expect(await read(["users"])).toMatchObject({ schemas: ["User"], codes: ["keyword-wrong-kind"] });
  expect(await read([])).toMatchObject({ schemes: ["key", "other"] });
});

test("a tag stands for those below it, a path for what it is like; webhooks have no path", async () => {
  expect(await read(["shop"])).toMatchObject({ operations: ["POST /orders", "POST paid"] });
  expect(await read([], ["/u*", "/o*s"])).toMatchObject({
    operations: ["POST /orders", "GET /users", "PUT /users", "POST paid"],
  });
  expect(await read(["people"], ["/u*"])).toMatchObject({ operations: ["PUT /users"] });
});

test("a wish that nothing meets is said", async () => {
  expect(await read(["orders", "order"])).toMatchObject({
    operations: ["POST /orders"],
    codes: ["choice-matches-nothing"],
  });
});
