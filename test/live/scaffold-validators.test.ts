import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkshop, verdictOn, type Policy, type Workshop } from "../../bench/support/json-schema/compile.ts";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop[Symbol.asyncDispose]());

const MARKER = "executedByValidator";
let count = 0;

/** What the generated validators say of a JSON body: `field message` for each problem; the body is what they made of it. */
async function judge(schema: object, schemas: object = {}, policy: Policy = {}) {
  const body = { required: true, content: { "application/json": { schema } } };
  const post = { operationId: "check", requestBody: body, responses: { 200: { description: "" } } };
  const info = { title: "Test", version: "1" };
  const document = { openapi: "3.1.0", info, paths: { "/": { post } }, components: { schemas } };
  count += 1;
  const files = new Map([["openapi.json", JSON.stringify(document)]]);
  const { readers } = await workshop.make(`case${count}`, files, policy);
  const reader = readers["readCheck"] ?? expect.fail("no reader was generated");
  return (value: unknown) => {
    const text = JSON.stringify(value);
    const given: unknown = JSON.parse(text);
    const problems = verdictOn(reader, given);
    const said = problems?.map(({ pointer, message }) => `${pointer} ${message}`) ?? [];
    return { isValid: problems === undefined, said, body: given };
  };
}

describe("a schema that code would break out of", () => {
  const RUN = `globalThis.${MARKER}=1`;
  const texts = [
    `*/${RUN}/*`,
    "`;" + RUN + ";`${" + RUN + "}",
    `";${RUN};//';${RUN};//`,
    `a\n${RUN}\r${RUN}\u2028${RUN}`,
    `\\";${RUN}//\\\\`,
    "__proto__",
    "constructor",
  ];

  test.each(texts)("%j in every place", async (text) => {
    const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    const inner = {
      type: "object",
      title: text,
      description: text,
      required: [text],
      properties: { [text]: { enum: [text, { a: [text] }] } },
      patternProperties: { [escaped]: { not: { const: `${text}!` } } },
      propertyNames: { pattern: escaped, description: text },
      dependentRequired: { [text]: [text] },
      dependentSchemas: { [text]: { minProperties: 1 } },
      additionalProperties: false,
      default: { [text]: text },
      format: text,
    };
    const tagged = (value: string) => ({
      type: "object",
      required: [text],
      properties: { [text]: { const: value } },
      unevaluatedProperties: false,
    });
    const whole = {
      type: "object",
      required: ["inner", "tagged"],
      properties: {
        inner: { $ref: "#/components/schemas/Inner" },
        tagged: { oneOf: [tagged(text), tagged("b")], discriminator: { propertyName: text } },
      },
    };
    const check = await judge(whole, { Inner: inner });
    const shown = (value: string): string => JSON.stringify(value).slice(0, 120);
    const own = (value: unknown): object => Object.fromEntries([[text, value]]);
    expect(check({ inner: own(text), tagged: own(text) }).said).toEqual([]);
    expect(check({ inner: own("x"), tagged: own("c") }).said).toEqual([
      `inner.${text} must be one of ${shown(text)}, ${JSON.stringify({ a: [text] }).slice(0, 120)}`,
      `tagged.${text} must be one of ${JSON.stringify(text)}, "b"`,
    ]);
    expect(MARKER in globalThis).toBe(false);
  });
});

describe("a pattern that takes for ever", () => {
  test.each(["^(a|a|a|a)*$", "^(a+)+$", "(x+x+)+y", "^(?:(?:a|b?)+)+$"])("%s ends", async (pattern) => {
    const check = await judge({ type: "string", pattern });
    const long = ["a", "x"].map((letter) => check(`${letter.repeat(60)}!`).isValid);
    expect(long).toEqual([false, false]);
    expect(check("a!").said).toEqual([`body must match the pattern ${pattern}`]);
  });
});

describe("$dynamicRef", () => {
  test("a list of a template holds what the way to it says", async () => {
    const id = (name: string): string => `https://example.com/${name}`;
    const page = {
      $id: id("page"),
      type: "object",
      properties: { items: { type: "array", items: { $dynamicRef: "#item" } } },
      $defs: { any: { $dynamicAnchor: "item", not: {} } },
    };
    const users = {
      $id: id("users"),
      $ref: "page",
      $defs: { item: { $dynamicAnchor: "item", type: "object", required: ["name"] } },
    };
    const check = await judge({ $ref: "#/components/schemas/Users" }, { Page: page, Users: users });
    expect(check({ items: [{ name: "Ada" }] }).said).toEqual([]);
    expect(check({ items: [{}] }).said).toEqual(["items.0.name is required"]);
  });
});

test("a schema called like a helper's name keeps its own function", async () => {
  const check = await judge(
    { oneOf: [{ $ref: "#/components/schemas/Alternative" }, { type: "object", required: ["b"] }] },
    { Alternative: { type: "object", required: ["a"] } },
  );
  expect([check({ b: 1 }).said, check({ a: 1 }).said]).toEqual([[], []]);
});

describe("properties that no schema names", () => {
  const user = { type: "object", required: ["name"], properties: { name: { type: "string" }, at: { type: "object" } } };
  const admin = {
    allOf: [{ $ref: "#/components/schemas/User" }],
    type: "object",
    properties: { boss: { $ref: "#/components/schemas/User" }, tags: { type: "object", additionalProperties: true } },
  };
  const body = { type: "array", items: { $ref: "#/components/schemas/Admin" } };
  const given = { name: "Ada", x: 1, at: { any: 1 }, boss: { name: "Bob", y: 2 }, tags: { z: 3 } };
  const schemas = { User: user, Admin: admin };

  test("stay where the document leaves them open", async () => {
    const check = await judge(body, schemas);
    expect(check([given])).toEqual({ isValid: true, said: [], body: [given] });
  });

  test("are refused with --unknown-fields reject, those of an allOf together", async () => {
    const check = await judge(body, schemas, { unknownFields: "reject" });
    expect(check([given]).said).toEqual(["0.boss.y is not known here", "0.x is not known here"]);
    const { x: _x, boss: _boss, ...known } = given;
    expect(check([known]).said).toEqual([]);
  });

  test("are taken out with --unknown-fields strip", async () => {
    const check = await judge(body, schemas, { unknownFields: "strip" });
    const kept = { name: "Ada", at: { any: 1 }, boss: { name: "Bob" }, tags: { z: 3 } };
    expect(check([given])).toEqual({ isValid: true, said: [], body: [kept] });
  });
});

test("--coerce bodies reads text in JSON as what the schema speaks of", async () => {
  const schema = {
    type: "object",
    properties: { n: { type: "integer" }, on: { type: "boolean" }, list: { type: "array", items: { type: "number" } } },
  };
  const given = { n: "5", on: "true", list: ["1.5", 2] };
  expect((await judge(schema, {}, { coercion: "bodies" }))(given).said).toEqual([]);
  expect((await judge(schema))(given).said).toEqual([
    "n must be an integer",
    "on must be true or false",
    "list.0 must be a number",
  ]);
});

test("tsc --strict has nothing to say of all that", async () => {
  expect(await workshop.complaints()).toEqual([]);
}, 60_000);
