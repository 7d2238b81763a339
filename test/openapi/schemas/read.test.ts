import { describe, expect, test } from "vitest";
import { api, bare, codes, modelOf, objectOf, read, schemaOf } from "../support.ts";

describe("a keyword is read", () => {
  test.each<[string, unknown, unknown]>([
    ["type", { type: "integer" }, { types: ["integer"] }],
    ["type list", { type: ["string", "null"] }, { types: ["string", "null"] }],
    ["type list with a bare null", { type: ["string", null] }, { types: ["string", "null"] }],
    ["enum", { enum: [1, "a", null] }, { enum: [1, "a", null] }],
    ["const", { const: null }, { const: null }],
    [
      "numbers",
      { multipleOf: 0.5, maximum: 3, minimum: -1, exclusiveMinimum: -2, exclusiveMaximum: 4 },
      { multipleOf: 0.5, maximum: 3, minimum: -1, exclusiveMinimum: -2, exclusiveMaximum: 4 },
    ],
    [
      "text",
      { maxLength: 3, minLength: 1, pattern: "^a+$", format: "uuid" },
      { maxLength: 3, minLength: 1, pattern: "^a+$", format: "uuid" },
    ],
    [
      "content",
      { contentEncoding: "base64", contentMediaType: "image/png", contentSchema: true },
      { contentEncoding: "base64", contentMediaType: "image/png", contentSchema: true },
    ],
    [
      "items",
      { items: { type: "string" }, minItems: 1, maxItems: 2, uniqueItems: true },
      { items: { types: ["string"] }, minItems: 1, maxItems: 2, uniqueItems: true },
    ],
    [
      "prefixItems",
      { prefixItems: [true, { type: "null" }], items: false },
      { prefixItems: [true, { types: ["null"] }], items: false },
    ],
    [
      "contains",
      { contains: {}, minContains: 0, maxContains: 1, unevaluatedItems: false },
      { contains: {}, minContains: 0, maxContains: 1, unevaluatedItems: false },
    ],
    [
      "properties",
      { properties: { a: true }, required: ["a", "b", "a"], minProperties: 1, maxProperties: 9 },
      { properties: { a: true }, required: ["a", "b"], minProperties: 1, maxProperties: 9 },
    ],
    [
      "other properties",
      {
        additionalProperties: false,
        patternProperties: { "^x-": {} },
        propertyNames: { maxLength: 3 },
        unevaluatedProperties: true,
      },
      {
        additionalProperties: false,
        patternProperties: { "^x-": {} },
        propertyNames: { maxLength: 3 },
        unevaluatedProperties: true,
      },
    ],
    [
      "dependencies by keyword",
      { dependentRequired: { a: ["b"] }, dependentSchemas: { a: false } },
      { dependentRequired: { a: ["b"] }, dependentSchemas: { a: false } },
    ],
    [
      "dependencies of old",
      { dependencies: { a: ["b"], c: { type: "object" } } },
      { dependentRequired: { a: ["b"] }, dependentSchemas: { c: { types: ["object"] } } },
    ],
    [
      "items of old",
      { items: [true, false], additionalItems: { type: "null" } },
      { prefixItems: [true, false], items: { types: ["null"] } },
    ],
    [
      "unions",
      { allOf: [true], anyOf: [{}], oneOf: [false], not: false },
      { allOf: [true], anyOf: [{}], oneOf: [false], not: false },
    ],
    [
      "annotations",
      { title: "T", description: "D", default: [1], deprecated: true, readOnly: true, writeOnly: false },
      { title: "T", description: "D", default: [1], deprecated: true, readOnly: true, writeOnly: false },
    ],
    ["examples", { examples: [1, 2], example: 3 }, { examples: [1, 2] }],
    ["example", { example: { $ref: "#/x" } }, { examples: [{ $ref: "#/x" }] }],
    ["anchors", { $anchor: "a", $dynamicAnchor: "b" }, { anchor: "a", dynamicAnchor: "b" }],
    ["extensions", { "x-a": { b: 1 } }, { extensions: { "x-a": { b: 1 } } }],
    [
      "a reference and what stands beside it",
      { $ref: "#/components/schemas/Other", maxLength: 3 },
      { ref: "Other", maxLength: 3 },
    ],
    ["nothing unknown", { foo: 1, xml: { name: "a" }, externalDocs: { url: "x" }, $comment: "c" }, {}],
  ])("%s", async (_name, schema, expected) => {
    const model = await modelOf(schema, "3.1.0", { Other: true });
    expect(bare(model.schemas.get("Test")?.schema)).toEqual(expected);
    expect(model.findings).toEqual([]);
  });

  test("if", async () => {
    const text = '{"if":true,"then":false,"else":{}}';
    expect(bare(await schemaOf(JSON.parse(text)))).toEqual(JSON.parse(text));
  });

  test("boolean schemas are themselves", async () => {
    const model = await modelOf(false, "3.1.0", { Other: true });
    expect([...model.schemas.values()].map(({ schema }) => schema)).toEqual([false, true]);
  });

  test("a title that YAML reads as a number is its text", async () => {
    const model = await read("openapi: 3.1.0\ncomponents: {schemas: {Test: {title: 200, description: null}}}");
    expect(bare(model.schemas.get("Test")?.schema)).toEqual({ title: "200" });
    expect(model.findings).toEqual([]);
  });
});

describe("a keyword of the wrong kind is left out and said", () => {
  test.each<[string, object]>([
    ["number", { maximum: "10" }],
    ["infinity", { multipleOf: 0 }],
    ["count", { minLength: -1 }],
    ["fraction", { maxItems: 1.5 }],
    ["text", { format: 1 }],
    ["flag", { uniqueItems: "yes" }],
    ["schema", { items: "string" }],
    ["map", { properties: [] }],
    ["list", { allOf: {} }],
    ["required of a property", { required: true }],
    ["enum", { enum: "a" }],
    ["type", { type: {} }],
    ["discriminator", { discriminator: {} }],
    ["nullable", { nullable: "true" }],
    ["reference", { $ref: 3 }],
  ])("%s", async (_name, schema) => {
    const model = await modelOf(schema);
    expect(bare(model.schemas.get("Test")?.schema)).toEqual({});
    expect(model.findings).toMatchObject([
      { code: "keyword-wrong-kind", severity: "warning", evidence: { keyword: Object.keys(schema)[0] } },
    ]);
  });

  test("what is no schema at all accepts anything", async () => {
    const model = await modelOf("string");
    expect(model.schemas.get("Test")?.schema).toBe(true);
    expect(codes(model)).toEqual(["keyword-wrong-kind"]);
  });

  test("a wrong entry of a list or a map costs that entry only", async () => {
    const model = await modelOf({ properties: { a: 1, b: true }, anyOf: [1, true], required: ["b", 2] });
    expect(bare(model.schemas.get("Test")?.schema)).toEqual({
      properties: { b: true },
      anyOf: [true],
      required: ["b"],
    });
    expect(codes(model)).toEqual(["keyword-wrong-kind", "keyword-wrong-kind", "keyword-wrong-kind"]);
  });
});

describe("nullable", () => {
  test.each<[string, object, unknown, readonly string[]]>([
    ["beside type", { type: "string", nullable: true }, { types: ["string", "null"] }, []],
    ["false", { type: "string", nullable: false }, { types: ["string"] }, []],
    [
      "beside type and an enum with null",
      { type: "string", enum: ["a", null], nullable: true },
      { types: ["string", "null"], enum: ["a", null] },
      [],
    ],
    [
      "beside type and an enum without null",
      { type: "string", enum: ["a"], nullable: true },
      { types: ["string", "null"], enum: ["a"] },
      ["nullable-enum-without-null"],
    ],
    [
      "beside a reference",
      { $ref: "#/components/schemas/Other", nullable: true, description: "D" },
      { description: "D", anyOf: [{ ref: "Other" }, { types: ["null"] }] },
      ["nullable-without-type"],
    ],
    [
      "beside allOf",
      { allOf: [{ $ref: "#/components/schemas/Other" }], nullable: true, readOnly: true },
      { readOnly: true, anyOf: [{ allOf: [{ ref: "Other" }] }, { types: ["null"] }] },
      ["nullable-without-type"],
    ],
    [
      "beside anyOf",
      { anyOf: [{ type: "string" }, { type: "integer" }], nullable: true },
      { anyOf: [{ types: ["string"] }, { types: ["integer"] }, { types: ["null"] }] },
      ["nullable-without-type"],
    ],
    [
      "beside oneOf",
      { oneOf: [{ type: "string" }], nullable: true },
      { anyOf: [{ oneOf: [{ types: ["string"] }] }, { types: ["null"] }] },
      ["nullable-without-type"],
    ],
    ["beside nothing that decides", { nullable: true, maxLength: 3 }, { maxLength: 3 }, []],
  ])("%s", async (_name, schema, expected, found) => {
    const model = await modelOf(schema, "3.0.3", { Other: true });
    expect(bare(model.schemas.get("Test")?.schema)).toEqual(expected);
    expect(codes(model)).toEqual(found);
  });

  test("x-nullable in Swagger 2.0", async () => {
    expect(bare(await schemaOf({ type: "string", "x-nullable": true }, "2.0"))).toMatchObject({
      types: ["string", "null"],
    });
  });
});

describe("the forms of OpenAPI 3.0 and 2.0", () => {
  test.each<[string, object, unknown, readonly string[]]>([
    [
      "3.0.3",
      { minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false },
      { minimum: 1, exclusiveMinimum: 1, maximum: 2 },
      [],
    ],
    ["3.1.0", { maximum: 2, exclusiveMaximum: true }, { maximum: 2, exclusiveMaximum: 2 }, ["exclusive-limit-boolean"]],
    ["3.0.3", { exclusiveMinimum: true }, {}, []],
    ["3.0.3", { exclusiveMinimum: 3 }, { exclusiveMinimum: 3 }, []],
    ["2.0", { type: "file" }, { types: ["string"], format: "binary" }, []],
    [
      "3.0.3",
      { $ref: "#/components/schemas/Other", maxLength: 3, description: "D" },
      { ref: "Other", description: "D" },
      ["reference-siblings-ignored"],
    ],
  ])("%s %j", async (version, schema, expected, found) => {
    const model = await modelOf(schema, version, { Other: true });
    expect(bare(model.schemas.get("Test")?.schema)).toEqual(expected);
    expect(codes(model)).toEqual(found);
  });
});

describe("values", () => {
  test.each<[string, object, unknown, readonly string[]]>([
    ["an unknown type", { type: "date" }, {}, ["type-unknown"]],
    ["an unknown type in a list", { type: ["string", "date"] }, { types: ["string"] }, ["type-unknown"]],
    ["a pattern of another language", { pattern: "(?i)abc" }, {}, ["pattern-invalid"]],
    ["a pattern that only the u flag refuses", { pattern: "^[\\w\\-]+$" }, { pattern: "^[\\w\\-]+$" }, []],
    [
      "numbers in the list of a string",
      { type: "string", enum: [1, "b", true, null] },
      { types: ["string"], enum: ["1", "b", "true", null] },
      ["enum-type-mismatch"],
    ],
    [
      "text in the list of a number",
      { type: "number", enum: ["a", 1] },
      { types: ["number"], enum: ["a", 1] },
      ["enum-type-mismatch"],
    ],
    ["an empty list", { enum: [] }, {}, []],
  ])("%s", async (_name, schema, expected, found) => {
    const model = await modelOf(schema);
    expect(bare(model.schemas.get("Test")?.schema)).toEqual(expected);
    expect(codes(model)).toEqual(found);
  });
});

describe("names of strangers", () => {
  test("__proto__ and its kind are names like others", async () => {
    const text =
      '{"openapi":"3.1.0","components":{"schemas":{"__proto__":{"properties":{"__proto__":{"type":"string"},"constructor":{"$ref":"#/components/schemas/__proto__"}},"required":["__proto__"],"x-a":{"__proto__":1}},"hasOwnProperty":true}}}';
    const model = await read(text);
    expect([...model.schemas.keys()]).toEqual(["__proto__", "hasOwnProperty"]);
    const schema = objectOf(model.schemas.get("__proto__")?.schema);
    expect([...(schema.properties?.keys() ?? [])]).toEqual(["__proto__", "constructor"]);
    expect(objectOf(schema.properties?.get("constructor")).ref).toBe("__proto__");
    expect(Object.getPrototypeOf(schema.extensions)).toBe(null);
    expect(({} as Record<string, unknown>)["type"]).toBe(undefined);
  });

  test("the same name in two files makes two keys", async () => {
    const files = { "a.yaml": { User: { type: "string" } }, "b.yaml": { User: { type: "integer" } } };
    const schemas = { A: { $ref: "a.yaml#/User" }, B: { $ref: "b.yaml#/User" }, User: true };
    const model = await read(api({ components: { schemas } }), files);
    expect([...model.schemas].map(([key, { name }]) => `${key}:${name}`)).toEqual([
      "A:A",
      "B:B",
      "User:User",
      "User_2:User",
      "User_3:User",
    ]);
  });

  test.each([
    ["#/paths/~1users/get/responses/200/content/application~1json/schema", "/users_get_200"],
    ["#/components/schemas/List/items/properties/id", "id"],
    ["#/components/schemas/List/items", "List"],
    ["#/components/schemas/items", "items"],
  ])("%s is called %s", async (ref, name) => {
    const list = { items: { properties: { id: { type: "string" } } } };
    const paths = {
      "/users": { get: { responses: { 200: { description: "", content: { "application/json": { schema: list } } } } } },
    };
    const model = await read(api({ paths, components: { schemas: { A: { $ref: ref }, List: list, items: true } } }));
    expect(model.schemas.get(objectOf(model.schemas.get("A")?.schema).ref ?? "")?.name).toBe(name);
  });
});
