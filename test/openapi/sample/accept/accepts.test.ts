import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../../src/kit/index.ts";
import { accepts, type Side } from "../../../../src/openapi/sample/index.ts";
import { schemaModel } from "../../../support/schema-model.ts";

function accepted(raw: JsonObject, value: JsonValue, side: Side = "request"): boolean {
  const { schema, schemas } = schemaModel(raw);
  return accepts(value, schema, { schemas, side });
}

describe("multiples", () => {
  test.each([
    [0.07, 0.01, true],
    [19.99, 0.01, true],
    [19.995, 0.01, false],
    [4.5, 1.5, true],
    [1e308, 0.5, true],
    [5e-324, 0.5, false],
    [9_007_199_254_740_991, 3, false],
  ])("%d of %d: %s", (value, multipleOf, expected) => {
    expect(accepted({ multipleOf }, value)).toBe(expected);
  });
});

describe("formats", () => {
  test.each([
    ["date-time", "2026-02-28T23:59:60Z", true],
    ["date-time", "2026-02-30T10:00:00Z", false],
    ["date-time", "2026-02-28 10:00:00Z", false],
    ["date", "2024-02-29", true],
    ["date", "1900-02-29", false],
    ["time", "24:00:00Z", false],
    ["duration", "P1Y2M3DT4H5M6S", true],
    ["duration", "P1DT", false],
    ["email", "a.b+c@example.com", true],
    ["email", "a..b@example.com", false],
    ["ipv4", "256.0.0.1", false],
    ["ipv4", "01.0.0.1", false],
    ["ipv6", "::ffff:192.0.2.1", true],
    ["ipv6", "1::2::3", false],
    ["ipv6", "1:2:3:4:5:6:7:8", true],
    ["uri", "https://example.com/a?b=c", true],
    ["uri", "/relative", false],
    ["uuid", "3F2B8C1E-5A4D-4E6F-8A9B-000000000001", true],
    ["uuid", "3f2b8c1e5a4d4e6f8a9b000000000001", false],
    ["byte", "YQ==", true],
    ["byte", "YQ", false],
    ["a format that nobody knows", "anything", true],
  ])("%s %s: %s", (format, value, expected) => {
    expect(accepted({ type: "string", format }, value)).toBe(expected);
  });

  test("integer formats are ranges", () => {
    expect(accepted({ type: "integer", format: "int32" }, 2_147_483_648)).toBe(false);
    expect(accepted({ type: "integer", format: "int64" }, 2_147_483_648)).toBe(true);
  });
});

describe("sides", () => {
  const raw = { required: ["id", "secret"], properties: { id: { readOnly: true }, secret: { writeOnly: true } } };
  test.each([
    ["request", { secret: 1 }, true],
    ["request", { id: 1 }, false],
    ["response", { id: 1 }, true],
    ["response", { secret: 1 }, false],
  ] as const)("a %s with %o: %s", (side, value, expected) => {
    expect(accepted(raw, value, side)).toBe(expected);
  });
});

test("what nothing else has looked at", () => {
  const raw = {
    allOf: [{ properties: { a: true } }],
    anyOf: [{ properties: { b: true } }],
    unevaluatedProperties: false,
  };
  expect([accepted(raw, { a: 1, b: 2 }), accepted(raw, { a: 1, c: 3 })]).toEqual([true, false]);
});

test("a length counts characters, not code units", () => {
  expect(accepted({ maxLength: 2 }, "😀😀")).toBe(true);
});
