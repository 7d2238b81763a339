import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/kit/index.ts";
import { drawSample, sampleOf, type Side } from "../../../src/openapi/sample/index.ts";
import { violations } from "../../support/json-schema-check.ts";
import { schemaModel } from "../../support/schema-model.ts";

function sample(raw: JsonObject, side: Side = "request"): JsonValue {
  const { schema, schemas } = schemaModel(raw);
  return sampleOf(schema, { schemas }, side);
}

/** As text: an object literal with a `then` looks like a promise. */
function condition(question: JsonValue, yes: JsonValue, no: JsonValue): JsonObject {
  const [first, second, third] = [question, yes, no].map((each) => JSON.stringify(each));
  return JSON.parse(`{"if": ${first}, "then": ${second}, "else": ${third}}`) as JsonObject;
}

describe("the exact value", () => {
  const rows: readonly (readonly [string, JsonObject, JsonValue])[] = [
    ["an example of its own", { type: "string", examples: ["Ada"] }, "Ada"],
    ["no example that the schema refuses", { type: "integer", examples: ["Ada"] }, 1],
    ["the default", { type: "integer", default: 20 }, 20],
    ["the first member of an enum", { enum: ["open", "closed"] }, "open"],
    ["an enum's member that the limits allow", { type: "integer", enum: [1, 5, 9], minimum: 4 }, 5],
    ["the constant", { const: { a: 1 } }, { a: 1 }],
    ["an exclusive limit", { type: "integer", exclusiveMinimum: 5 }, 6],
    ["a limit from above", { type: "integer", maximum: -3 }, -3],
    ["a decimal step", { type: "number", multipleOf: 0.01, minimum: 19.991 }, 20],
    ["two steps at once", { type: "integer", allOf: [{ multipleOf: 4 }, { multipleOf: 6 }] }, 12],
    ["a narrow room", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 0.001 }, 0.0001],
    ["null when nothing else is allowed", { type: ["null"] }, null],
    ["a value rather than null", { type: ["null", "boolean"] }, true],
    ["a pattern", { type: "string", pattern: "^[A-Z]{3}-\\d{4}$" }, "AAA-1111"],
    ["an address", { type: "string", format: "ipv4" }, "192.0.2.1"],
    [
      "required and optional properties",
      { properties: { a: { type: "integer" }, b: { const: 2 } }, required: ["b"] },
      { a: 1, b: 2 },
    ],
    ["a tuple", { type: "array", prefixItems: [{ const: 1 }, { const: "b" }], minItems: 2 }, [1, "b"]],
    ["distinct items", { type: "array", items: { type: "integer" }, minItems: 3, uniqueItems: true }, [1, 2, 3]],
    [
      "distinct members of an enum",
      { type: "array", items: { enum: ["a", "b"] }, minItems: 2, uniqueItems: true },
      ["a", "b"],
    ],
  ];
  test.each(rows)("%s", (_name, raw, expected) => {
    expect(sample(raw)).toEqual(expected);
  });
});

describe("a value that the schema accepts", () => {
  const rows: readonly (readonly [string, JsonObject])[] = [
    ["length and pattern", { type: "string", pattern: "^[a-z-]+$", minLength: 30, maxLength: 31 }],
    ["a pattern with lookaheads", { type: "string", pattern: "^(?=.*[A-Z])(?=.*[a-z])(?=.*\\d)(?=.*[!@#$]).{12,}$" }],
    ["a pattern with alternatives and a back reference", { type: "string", pattern: "^(foo|bar)-\\1\\.(?:png|gif)$" }],
    ["a pattern of code points", { type: "string", pattern: "^\\p{Lu}[\\u0061-\\u007a]{2}$" }],
    ["a long text", { type: "string", minLength: 500, maxLength: 501 }],
    [
      "allOf merged",
      {
        allOf: [
          { properties: { a: { type: "integer", minimum: 3 } }, required: ["a"] },
          { properties: { a: { maximum: 3 } } },
        ],
      },
    ],
    [
      "exactly one branch of overlapping ones",
      { oneOf: [{ type: "number" }, { type: "integer" }, { type: "string", maxLength: 2 }] },
    ],
    ["anyOf with a demand of its own", { type: "string", anyOf: [{ type: "integer" }, { minLength: 12 }] }],
    ["not", { type: "integer", not: { enum: [1, 2] } }],
    [
      "if, then",
      {
        properties: { kind: { const: "card" } },
        required: ["kind"],
        ...condition(
          { properties: { kind: { const: "card" } } },
          { required: ["number"], properties: { number: { pattern: "^\\d{16}$" } } },
          true,
        ),
      },
    ],
    ["if, else", { type: "integer", minimum: 10, ...condition({ maximum: 5 }, false, { multipleOf: 7 }) }],
    [
      "contains",
      { type: "array", items: { type: "integer" }, contains: { minimum: 100 }, minContains: 2, minItems: 3 },
    ],
    ["minProperties of a map", { type: "object", additionalProperties: { type: "integer" }, minProperties: 3 }],
    ["names by pattern", { type: "object", propertyNames: { pattern: "^[A-Z]{2}$" }, minProperties: 2 }],
    [
      "pattern properties only",
      {
        type: "object",
        patternProperties: { "^x-": { type: "integer" } },
        additionalProperties: false,
        minProperties: 2,
      },
    ],
    [
      "a closed object",
      { type: "object", properties: { a: {}, b: {} }, additionalProperties: false, maxProperties: 1 },
    ],
    [
      "dependent names",
      {
        type: "object",
        required: ["a"],
        dependentRequired: { a: ["b"] },
        properties: { a: {}, b: { type: "integer" } },
      },
    ],
    [
      "a dependent schema",
      { type: "object", required: ["a"], dependentSchemas: { a: { required: ["c"] } }, properties: { a: {} } },
    ],
    [
      "distinct objects",
      {
        type: "array",
        items: { properties: { id: { type: "string", format: "uuid" } }, required: ["id"] },
        minItems: 3,
        uniqueItems: true,
      },
    ],
  ];
  test.each(rows)("%s", (_name, raw) => {
    const value = sample(raw);
    expect({ value, violations: violations(raw, value) }).toEqual({ value, violations: [] });
  });
});

describe("circles end", () => {
  const node = (extra: JsonObject): JsonObject => ({ $ref: "#/$defs/Node", $defs: { Node: extra } });
  const rows: readonly (readonly [string, JsonObject])[] = [
    [
      "by an optional property left out",
      node({ type: "object", properties: { next: { $ref: "#/$defs/Node" }, id: { const: 1 } } }),
    ],
    [
      "by an empty array",
      node({
        type: "object",
        required: ["children"],
        properties: { children: { type: "array", items: { $ref: "#/$defs/Node" } } },
      }),
    ],
    [
      "by null",
      node({
        type: "object",
        required: ["next"],
        properties: { next: { anyOf: [{ $ref: "#/$defs/Node" }, { type: "null" }] } },
      }),
    ],
    [
      "by another branch",
      node({
        oneOf: [
          { type: "object", required: ["not"], properties: { not: { $ref: "#/$defs/Node" } } },
          { type: "string" },
        ],
      }),
    ],
  ];
  test.each(rows)("%s", (_name, raw) => {
    expect(violations(raw, sample(raw))).toEqual([]);
  });

  test("and one that cannot end is said to have no value", () => {
    const { schema, schemas } = schemaModel(
      node({ type: "object", required: ["next"], properties: { next: { $ref: "#/$defs/Node" } } }),
    );
    expect(drawSample(schema, { schemas }, { side: "request" }).valid).toBe(false);
  });

  test("a reference to itself alone is no trap", () => {
    expect(() => sample(node({ $ref: "#/$defs/Node" }))).not.toThrow();
  });
});

describe("sides", () => {
  const user: JsonObject = {
    type: "object",
    required: ["id", "name", "password"],
    properties: {
      id: { type: "integer", readOnly: true },
      name: { type: "string" },
      password: { type: "string", writeOnly: true },
    },
    examples: [{ id: 7, name: "Ada", password: "secret" }],
  };
  test("a request has no readOnly properties, even out of an example", () => {
    expect(sample(user, "request")).toEqual({ name: "Ada", password: "secret" });
  });
  test("a response has no writeOnly properties", () => {
    expect(sample(user, "response")).toEqual({ id: 7, name: "Ada" });
  });
  test("a requirement in another part of an allOf is waived too", () => {
    const raw = { allOf: [{ properties: { id: { type: "integer", readOnly: true } } }, { required: ["id"] }] };
    expect(sample(raw, "request")).toEqual({});
  });
});

describe("discriminators", () => {
  const defs = {
    Card: {
      type: "object",
      required: ["kind", "digits"],
      properties: { kind: { type: "string" }, digits: { type: "string" } },
    },
    Cash: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
  };
  test("put the branch's value in", () => {
    const raw = {
      oneOf: [{ $ref: "#/$defs/Card" }, { $ref: "#/$defs/Cash" }],
      discriminator: { propertyName: "kind", mapping: { card: "#/$defs/Card", cash: "#/$defs/Cash" } },
      $defs: { ...defs, Cash: { ...defs.Cash, properties: { kind: { const: "cash" } } } },
    };
    expect(sample(raw)).toEqual({ kind: "card", digits: "sample" });
  });
  test("on a base schema name the schema that extends it", () => {
    const raw = {
      $ref: "#/$defs/Cat",
      $defs: {
        Pet: {
          type: "object",
          required: ["petType"],
          properties: { petType: { type: "string" } },
          discriminator: { propertyName: "petType", mapping: { dog: "#/$defs/Dog", cat: "#/$defs/Cat" } },
        },
        Cat: { allOf: [{ $ref: "#/$defs/Pet" }, { properties: { lives: { const: 9 } } }] },
        Dog: { allOf: [{ $ref: "#/$defs/Pet" }] },
      },
    };
    expect(sample(raw)).toEqual({ petType: "cat", lives: 9 });
  });
});
