import { describe, expect, test } from "vitest";
import { api, codes, read } from "./support.ts";

const ok = { responses: { 200: { description: "" } } };
const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));

function nest(levels: number, inner: string, wrap: (text: string) => string): string {
  let text = inner;
  for (let level = 0; level < levels; level += 1) text = wrap(text);
  return text;
}

/** Each of these would take minutes, or the stack, if anything were quadratic or expanded. */
describe("a hostile document is read in time that grows with its size", () => {
  test("schemas as deep as the limit allows", async () => {
    const schema = nest(450, '{"type":"string"}', (text) => `{"items":${text}}`);
    const model = await read(`{"openapi":"3.1.0","components":{"schemas":{"A":${schema}}}}`);
    expect(model.schemas.size).toBe(1);
  });

  test("each schema naming all others", async () => {
    const all = times(120, (index) => ({ $ref: `#/components/schemas/S${index}` }));
    const schemas = Object.fromEntries(times(120, (index) => [`S${index}`, { anyOf: all }]));
    expect((await read(api({ components: { schemas } }))).schemas.size).toBe(120);
  });

  test("a long chain of nothing but references", async () => {
    const schemas = Object.fromEntries(
      times(5_000, (index) => [`S${index}`, { $ref: `#/components/schemas/S${index + 1}` }]),
    );
    const model = await read(api({ components: { schemas: { ...schemas, S5000: true } } }));
    expect(model.schemas.size).toBe(5_001);
    expect(codes(model)).toContain("reference-loop");
  });

  test("one name for thousands of operations", async () => {
    const paths = Object.fromEntries(times(5_000, (index) => [`/p${index}`, { get: { ...ok, operationId: "same" } }]));
    const { operations } = await read(api({ paths }));
    expect(new Set(operations.map(({ id }) => id)).size).toBe(5_000);
  });

  test("one name for thousands of schemas", async () => {
    const other = Object.fromEntries(times(4_000, (index) => [`x${index}`, { id: true }]));
    const anyOf = times(4_000, (index) => ({ $ref: `#/x-all/x${index}/id` }));
    const model = await read(api({ components: { schemas: { A: { anyOf } } }, "x-all": other }));
    expect(model.schemas.size).toBe(4_001);
  });

  test("thousands of operations over thousands of schemas, one of which leads nowhere", async () => {
    const schemas = Object.fromEntries(
      times(800, (index) => [`S${index}`, { items: { $ref: `#/components/schemas/S${index + 1}` } }]),
    );
    const use = (index: number): object => ({
      get: {
        responses: {
          200: { description: "", content: { "a/b": { schema: { $ref: `#/components/schemas/S${index}` } } } },
        },
      },
    });
    const paths = Object.fromEntries(times(800, (index) => [`/p${index}`, use(index)]));
    const { operations } = await read(api({ paths, components: { schemas } }));
    expect(operations.every(({ unresolved }) => unresolved.length === 1)).toBe(true);
  });

  test.each([
    ["slashes in a server", { servers: [{ url: `https://a.test/${"/".repeat(200_000)}x` }] }],
    ["question marks in a server", { servers: [{ url: `/${"?".repeat(200_000)}\n` }] }],
    ["braces in a path", { paths: { [`/${"{".repeat(200_000)}`]: { get: ok } } }],
    ["separators in an operationId", { paths: { "/a": { get: { ...ok, operationId: `${"-".repeat(200_000)}a` } } } }],
    [
      "a pattern that would backtrack",
      { components: { schemas: { A: { pattern: "^(a+)+$", default: `${"a".repeat(100)}!` } } } },
    ],
    [
      "a string of megabytes",
      { info: { title: "a".repeat(10_000_000), version: "1" }, components: { schemas: { A: { type: "x" } } } },
    ],
  ])("%s", async (_what, parts) => {
    expect((await read(api(parts))).version).toBe("3.1");
  });
});

describe("a hostile name is a name", () => {
  const code = '`${process.exit(1)}`"];\n*/alert(1)//';
  test("in every place that has one", async () => {
    const schemas = { [code]: { properties: { [code]: { enum: [code], pattern: "a" } }, required: [code] } };
    const get = {
      ...ok,
      operationId: code,
      parameters: [
        {
          name: code,
          in: "query",
          schema: {
            $ref: `#/components/schemas/${encodeURIComponent(code.replaceAll("~", "~0").replaceAll("/", "~1"))}`,
          },
        },
      ],
    };
    const model = await read(api({ paths: { [`/${code}`]: { get } }, components: { schemas } }));
    expect(model.operations[0]?.id).toMatch(/^[\w$]+$/);
    expect(model.operations[0]?.parameters.at(-1)).toMatchObject({ name: code, schema: { ref: code } });
  });
});
