import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/kit/index.ts";
import { accepts, drawSample } from "../../../src/openapi/sample/index.ts";
import { violations } from "../../support/json-schema-check.ts";
import { schemaModel } from "../../support/schema-model.ts";

const limit = fc.integer({ min: -20, max: 20 });
const size = fc.integer({ min: 0, max: 4 });
const name = fc.constantFrom("a", "b", "c");
const leaf: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record(
    { type: fc.constantFrom("integer", "number"), minimum: limit, multipleOf: fc.constantFrom(1, 2, 0.5, 3) },
    { requiredKeys: ["type"] },
  ),
  fc.record(
    { type: fc.constant("number"), exclusiveMinimum: limit, maximum: fc.integer({ min: 21, max: 30 }) },
    { requiredKeys: ["type"] },
  ),
  fc.record(
    { type: fc.constant("string"), minLength: size, maxLength: fc.integer({ min: 4, max: 9 }) },
    { requiredKeys: ["type"] },
  ),
  fc.record({
    type: fc.constant("string"),
    pattern: fc.constantFrom("^[a-c]+$", "^\\d{3}-\\d{2}$", "^(x|yy)*z$", "q"),
  }),
  fc.record({ enum: fc.constant([1, "b", null, { a: 2 }]) }),
  fc.record({ type: fc.constantFrom("boolean", "null") }),
  fc.constant({}),
);

// Formats apart: the two checkers need not agree on every odd text.
const formatted: fc.Arbitrary<JsonObject> = fc.record({
  type: fc.constant("string"),
  format: fc.constantFrom("uuid", "date-time", "email", "uri", "ipv4", "date"),
});

function schemasOf(leaves: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc.letrec<{ schema: JsonObject }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaves,
      fc.record({ type: fc.constant("array"), items: tie("schema"), minItems: size }, { requiredKeys: ["type"] }),
      fc.record({
        type: fc.constant("array"),
        prefixItems: fc.array(tie("schema"), { maxLength: 2 }),
        contains: tie("schema"),
      }),
      fc.record(
        {
          type: fc.constant("object"),
          properties: fc.dictionary(name, tie("schema"), { maxKeys: 3 }),
          required: fc.uniqueArray(name, { maxLength: 2 }),
          additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
          minProperties: size,
        },
        { requiredKeys: ["type"] },
      ),
      fc.record({ allOf: fc.array(tie("schema"), { maxLength: 2 }) }),
      fc.record({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ type: fc.constant("integer"), not: tie("schema") }),
    ),
  })).schema;
}

const anySchema = schemasOf(fc.oneof(leaf, formatted));

test("a value that is called valid is accepted by an independent checker", () => {
  fc.assert(
    fc.property(anySchema, (raw) => {
      const { schema, schemas } = schemaModel(raw);
      const { value, valid } = drawSample(schema, { schemas }, { side: "request" });
      expect(valid ? violations(raw, value) : []).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("both checkers agree on any value", () => {
  fc.assert(
    fc.property(schemasOf(leaf), fc.jsonValue({ maxDepth: 2 }), (raw, any) => {
      const value: JsonValue = JSON.parse(JSON.stringify(any)) as JsonValue;
      const { schema, schemas } = schemaModel(raw);
      expect(accepts(value, schema, { schemas, side: "request" })).toBe(violations(raw, value).length === 0);
    }),
    { numRuns: 500 },
  );
});

test("the same schema gives the same value", () => {
  fc.assert(
    fc.property(anySchema, (raw) => {
      const draw = (): unknown => {
        const { schema, schemas } = schemaModel(raw);
        return drawSample(schema, { schemas }, { side: "response" });
      };
      expect(draw()).toEqual(draw());
    }),
    { numRuns: 200 },
  );
});

test("a schema that a simple value satisfies always gets a valid one", () => {
  const witness = fc.jsonValue({ maxDepth: 2 });
  fc.assert(
    fc.property(witness, leaf, (any, extra) => {
      const value: JsonValue = JSON.parse(JSON.stringify(any)) as JsonValue;
      const raw = { anyOf: [{ allOf: [extra, false] }, { const: value }] };
      const { schema, schemas } = schemaModel(raw);
      expect(drawSample(schema, { schemas }, { side: "request" })).toEqual({ value, valid: true });
    }),
    { numRuns: 200 },
  );
});
