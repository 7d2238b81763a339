import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/kit/index.ts";
import { schemaTags, tagsIn, unionSaid, withTags, type Said } from "../../../src/typescript/constraints/index.ts";

/** The comment as it stands in a file, and back. */
const readBack = (said: Said, lines: readonly string[]): JsonValue =>
  withTags(said, tagsIn(`*\n${lines.map((line) => ` * ${line}`).join("\n")}\n `).tags);

const long = { type: "object", properties: { name: { type: "string", description: "x".repeat(60) } } };

describe("the tags that a type needs beside it", () => {
  test.each<[string, Said, JsonValue, readonly string[]]>([
    ["none, when it says all", { type: "string" }, { type: "string" }, []],
    [
      "a keyword each",
      { type: "number" },
      { type: "integer", minimum: 1, default: 5 },
      ["@type integer", "@minimum 1", "@default 5"],
    ],
    ["flags without a value", { type: "string" }, { type: "string", readOnly: true }, ["@readOnly"]],
    [
      "items by their path",
      { type: "array", items: { type: "string" } },
      { type: "array", items: { type: "string", format: "uuid" } },
      ["@items.format uuid"],
    ],
    [
      "one of, where the type is a union",
      { anyOf: [{ type: "string" }, { $ref: "#/a" }] },
      { oneOf: [{ type: "string", pattern: "^a" }, { $ref: "#/a" }] },
      ["@oneOf", "@oneOf.0.pattern ^a"],
    ],
    [
      "all of it, where the type says too much",
      { type: "object" },
      { minProperties: 1 },
      ['@schema {"minProperties":1}'],
    ],
    [
      "a property that the type hides",
      { type: "object", properties: { a: {} } },
      { type: "object", properties: { a: {}, "b c": { writeOnly: true } } },
      ['@property "b c" {"writeOnly":true}'],
    ],
    [
      "sets in any order",
      { required: ["a", "b"], type: ["string", "null"] },
      { required: ["b", "a"], type: ["null", "string"] },
      [],
    ],
    ["all of it, where the type cannot be read", undefined, { const: { a: 1 } }, ['@schema {"const":{"a":1}}']],
    ["all of it, where that is shorter", { ...long }, { $ref: "#/b" }, ['@schema {"$ref":"#/b"}']],
    ["false", {}, false, ["@schema false"]],
    ["nothing that ends a comment", { type: "string" }, { type: "string", pattern: "a*/b" }, ['@pattern "a*\\/b"']],
    ["a pattern in brackets as it is", { type: "string" }, { type: "string", pattern: "[a-z]" }, ["@pattern [a-z]"]],
  ])("%s", (_, said, schema, expected) => {
    const tags = schemaTags(said, schema);
    expect(tags).toEqual(expected);
    expect(schemaTags(undefined, readBack(said, tags))).toEqual(schemaTags(undefined, sortedLike(said, schema)));
  });

  /** Sets keep the order of the type. */
  const sortedLike = (said: Said, schema: JsonValue): JsonValue =>
    schemaTags(said, schema).length === 0 ? (said ?? {}) : schema;

  const leaf = fc.record(
    {
      type: fc.constantFrom("string", "number", "integer", "boolean", "object", "array"),
      minimum: fc.integer(),
      pattern: fc.string(),
      format: fc.string(),
      default: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue),
      readOnly: fc.boolean(),
      enum: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
  const schemas = fc.letrec<{ schema: JsonObject }>((tie) => ({
    schema: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.record({ items: tie("schema"), maxItems: fc.nat() }, { requiredKeys: ["items"] }),
      fc.record({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
      fc.record(
        { oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }), not: tie("schema") },
        { requiredKeys: ["oneOf"] },
      ),
      fc.record({ type: fc.constant("object"), properties: fc.dictionary(fc.string(), tie("schema"), { maxKeys: 3 }) }),
    ),
  })).schema;

  test("with the type they say the schema, whatever both are, and none ends the comment", () => {
    fc.assert(
      fc.property(fc.option(schemas, { nil: undefined }), schemas, (said, schema) => {
        const tags = schemaTags(said, schema);
        expect(tags.join("\n")).not.toContain("*/");
        expect(tags.every((line) => !/[\r\n\u2028]/.test(line))).toBe(true);
        expect(readBack(said, tags)).toEqual(schema);
      }),
      { numRuns: 300 },
    );
  });
});

describe("what a union says", () => {
  test.each<[string, readonly JsonObject[], JsonObject]>([
    ["plain types", [{ type: "string" }, { type: "null" }], { type: ["string", "null"] }],
    [
      "values",
      [{ type: "string", enum: ["a"] }, { type: "string", enum: ["b"] }, { type: "null" }],
      { type: ["string", "null"], enum: ["a", "b", null] },
    ],
    [
      "an object or null",
      [{ type: "object", required: ["a"] }, { type: "null" }],
      { type: ["object", "null"], required: ["a"] },
    ],
    ["references", [{ $ref: "#/a" }, { type: "null" }], { anyOf: [{ $ref: "#/a" }, { type: "null" }] }],
  ])("%s", (_, members, expected) => {
    expect(unionSaid(members)).toEqual(expected);
  });
});
