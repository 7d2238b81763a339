import { describe, expect, test } from "vitest";
import { writeDocument, type DocumentFacts, type OperationFacts } from "../../../src/openapi/write/index.ts";

const operation: OperationFacts = {
  method: "POST",
  path: "/v1/users/{id}",
  operationId: "save",
  summary: undefined,
  description: undefined,
  tags: [],
  deprecated: false,
  parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" }, confidence: "declared" }],
  body: {
    required: true,
    content: {
      "application/json": {
        type: "object",
        properties: {
          note: { type: ["string", "null"] },
          kind: { const: "a" },
          pair: { type: "array", prefixItems: [{ type: "number", exclusiveMinimum: 0 }] },
          owner: { anyOf: [{ $ref: "#/components/schemas/User" }, { type: "null" }] },
        },
      },
    },
    confidence: "declared",
  },
  responses: [
    {
      status: "201",
      description: undefined,
      contentType: "application/json",
      schema: { $ref: "#/components/schemas/User" },
      headers: ["Location"],
      confidence: "seen",
    },
  ],
  security: [{ scheme: "bearerAuth", scopes: [], isOptional: false, confidence: "guessed" }],
  unresolved: [{ code: "route-not-mounted", what: "/users", place: { file: "a.js", line: 3, column: 5 } }],
};
const facts: DocumentFacts = {
  title: "Shop",
  apiVersion: "1.0.0",
  basePath: "",
  operations: [operation],
  schemas: { User: { type: "object" } },
  securitySchemes: {},
  documented: [],
  unresolved: [],
};

describe("a document", () => {
  test("of 3.1", () => {
    expect(writeDocument(facts, { version: "3.1", confidence: false })).toMatchObject({
      openapi: "3.1.1",
      paths: {
        "/v1/users/{id}": {
          post: {
            operationId: "save",
            responses: {
              "201": {
                description: "Created",
                headers: { Location: { schema: { type: "string" } } },
                content: { "application/json": { schema: { $ref: "#/components/schemas/User" } } },
              },
            },
            security: [{ bearerAuth: [] }],
            "x-backwright-unresolved": [{ code: "route-not-mounted", what: "/users", at: "a.js:3:5" }],
          },
        },
      },
      components: {
        schemas: { User: { type: "object" } },
        securitySchemes: { bearerAuth: { type: "http", scheme: "bearer" } },
      },
    });
  });

  test("of 3.0 has its own words for null, constants, tuples and limits", () => {
    const { paths } = writeDocument(facts, { version: "3.0", confidence: false });
    expect(paths).toMatchObject({
      "/v1/users/{id}": {
        post: {
          requestBody: {
            content: {
              "application/json": {
                schema: {
                  properties: {
                    note: { type: "string", nullable: true },
                    kind: { enum: ["a"] },
                    pair: {
                      type: "array",
                      items: { anyOf: [{ minimum: 0, exclusiveMinimum: true }] },
                      minItems: 1,
                      maxItems: 1,
                    },
                    owner: { allOf: [{ $ref: "#/components/schemas/User" }], nullable: true },
                  },
                },
              },
            },
          },
        },
      },
    });
  });

  test("a method that has no place before 3.2", () => {
    const odd = { ...facts, operations: [{ ...operation, method: "PURGE" }] };
    expect(writeDocument(odd, { version: "3.1", confidence: false })["paths"]).toMatchObject({
      "/v1/users/{id}": { "x-backwright-operations": { PURGE: {} } },
    });
    expect(writeDocument(odd, { version: "3.2", confidence: false })["paths"]).toMatchObject({
      "/v1/users/{id}": { additionalOperations: { PURGE: {} } },
    });
  });

  test("a base path stands in the server's address", () => {
    expect(writeDocument({ ...facts, basePath: "/v1" }, { version: "3.1", confidence: true })).toMatchObject({
      servers: [{ url: "/v1" }],
      paths: { "/users/{id}": { post: { parameters: [{ "x-backwright-confidence": "declared" }] } } },
    });
  });

  test("what people wrote beside the code wins", () => {
    const documented = [
      { "/v1/users/{id}": { post: { summary: "Said" } } },
      { components: { schemas: { User: { type: "string" } } } },
    ];
    expect(writeDocument({ ...facts, documented }, { version: "3.1", confidence: false })).toMatchObject({
      paths: { "/v1/users/{id}": { post: { summary: "Said", operationId: "save" } } },
      components: { schemas: { User: { type: "string" } } },
    });
  });
});
