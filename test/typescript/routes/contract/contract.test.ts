import { describe, expect, test } from "vitest";
import { documentOf, FRAMEWORKS, modelOf } from "../../../scaffold/generated.ts";
import { roundTrip } from "../../../support/round-trip.ts";

const json = (schema: unknown) => ({ "application/json": { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const ok = { description: "OK" };

const schemas = {
  Cat: {
    type: "object",
    required: ["kind", "lives"],
    properties: { kind: { const: "cat" }, lives: { type: "integer", minimum: 1, maximum: 9 } },
  },
  "a.Dog": {
    type: "object",
    required: ["kind"],
    properties: {
      kind: { enum: ["dog"] },
      tricks: { type: "array", items: { type: "string", minLength: 2 }, uniqueItems: true },
    },
    additionalProperties: false,
  },
  Pet: {
    oneOf: [ref("Cat"), ref("a.Dog")],
    discriminator: {
      propertyName: "kind",
      mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/a.Dog" },
    },
  },
  Account: {
    allOf: [
      ref("Cat"),
      {
        type: "object",
        required: ["id", "password"],
        properties: {
          id: { type: "string", format: "uuid", readOnly: true },
          password: { type: "string", writeOnly: true },
        },
      },
    ],
    required: ["lives"],
  },
  Node: { type: ["object", "null"], properties: { next: ref("Node"), value: { default: "a */ b\n@minimum 3" } } },
  Tuple: { type: "array", prefixItems: [{ type: "string" }, { type: ["integer", "null"] }], items: false, minItems: 1 },
  Odd: {
    description: "@type of things",
    dependentRequired: { a: ["b"] },
    not: { minProperties: 9 },
    patternProperties: { "^x-": { type: "number" } },
  },
  "größe/x": { type: "object", additionalProperties: { type: "array", items: ref("Tuple") } },
};

const paths = {
  "/pets/{pet-id}.{format}": {
    parameters: [
      { name: "pet-id", in: "path", required: true, schema: { type: "string", pattern: "^[a-z*/]+$" } },
      { name: "format", in: "path", required: true, schema: { enum: ["json", "xml"] } },
    ],
    get: {
      operationId: "get-pet",
      summary: "One pet: the whole of it",
      tags: ["pets", "read only"],
      parameters: [
        {
          name: "fields",
          in: "query",
          style: "pipeDelimited",
          explode: false,
          schema: { type: "array", items: { type: "string" } },
        },
        { name: "filter", in: "query", style: "deepObject", explode: true, schema: ref("größe/x") },
        { name: "X-Trace", in: "header", required: true, schema: { type: "string", default: "none" } },
        { name: "where", in: "query", content: { "application/json": { schema: ref("Node") } } },
        { name: "session", in: "cookie", deprecated: true, schema: { type: "string" } },
      ],
      security: [{ key: [], login: ["pets:read"] }, {}],
      responses: {
        200: {
          description: "The pet",
          headers: { "X-Rate-Limit": { required: true, schema: { type: "integer" } } },
          content: { ...json(ref("Pet")), "text/csv": {}, "image/png": { schema: {} } },
        },
        "4XX": {
          description: "",
          content: { "application/problem+json": { schema: { type: "object", required: ["title"] } } },
        },
        default: ok,
      },
    },
    delete: { deprecated: true, responses: { 204: ok } },
  },
  "/pets": {
    post: {
      operationId: "addPet",
      security: [{ login: [] }],
      requestBody: {
        content: { ...json(ref("Account")), "application/x-www-form-urlencoded": { schema: ref("Cat") } },
      },
      responses: {
        201: { description: "Added", content: json({ type: "array", maxItems: 3, items: ref("Account") }) },
      },
    },
    put: {
      requestBody: {
        required: true,
        content: {
          "multipart/form-data": {
            schema: {
              type: "object",
              required: ["file"],
              properties: { file: { type: "string", format: "binary" }, note: { type: "string", maxLength: 9 } },
            },
            encoding: { file: { contentType: "image/png" } },
          },
        },
      },
      responses: {},
    },
  },
};

const components = {
  securitySchemes: {
    key: { type: "apiKey", in: "header", name: "X-Key" },
    login: {
      type: "oauth2",
      flows: { clientCredentials: { tokenUrl: "https://api.test/token", scopes: { "pets:read": "Read */ pets" } } },
    },
    token: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
  },
};

describe("the document of generated code", () => {
  test.each(FRAMEWORKS)("is the one that it was generated from: %s", async (framework) => {
    const model = await modelOf(documentOf(paths, schemas, { components, servers: [{ url: "https://api.test/v2" }] }));
    const { compared, differences } = await roundTrip(model, framework);
    expect(differences).toEqual([]);
    expect(compared).toEqual({
      paths: 4,
      ids: 4,
      tags: 4,
      parameters: 4,
      bodies: 4,
      responses: 4,
      security: 4,
      schemas: 8,
      schemes: 3,
    });
  });
});
