import { describe, expect, test } from "vitest";
import { documentOf, generatedFrom, textOf } from "./generated.ts";

/** The declaration of the schema `Thing`, without its comments. */
async function declared(thing: unknown, others: object = {}): Promise<string> {
  const text = textOf(await generatedFrom(documentOf({}, { Thing: thing, ...others })), "types/api.ts");
  const start =
    text.indexOf("export interface Thing ") < 0
      ? text.indexOf("export type Thing ")
      : text.indexOf("export interface Thing ");
  return (text.slice(start).split(/\n\n/)[0] ?? "").replace(/\s+/g, " ");
}

describe("a schema as a type", () => {
  test.each([
    [
      "an object",
      { type: "object", required: ["a"], properties: { a: { type: "integer" }, b: { type: "string" } } },
      "export interface Thing { /** @type integer */ a: number; b?: string; }",
    ],
    ["any object", { type: "object" }, "export type Thing = { [key: string]: unknown };"],
    [
      "a map",
      { type: "object", additionalProperties: { type: "number" } },
      "export interface Thing { [key: string]: number; }",
    ],
    [
      "an index signature takes the properties in",
      {
        type: "object",
        required: ["id"],
        properties: { id: { type: "integer" }, x: { type: "boolean" } },
        additionalProperties: { type: "string" },
      },
      'export interface Thing { /** @type integer */ id: number; x?: boolean; /** @schema {"type":"string"} */ [key: string]: string | number | boolean | undefined; }',
    ],
    ["an enum", { enum: ["a", 1, null] }, 'export type Thing = "a" | 1 | null;'],
    ["a constant", { const: { a: [1] } }, "export type Thing = { a: [1] };"],
    ["type arrays", { type: ["string", "null"] }, "export type Thing = string | null;"],
    [
      "a list of a union",
      { type: "array", items: { type: ["string", "integer"] } },
      "export type Thing = (string | number)[];",
    ],
    [
      "a tuple",
      { type: "array", prefixItems: [{ type: "string" }, { type: "integer" }], minItems: 1 },
      "export type Thing = [string, number?, ...unknown[]];",
    ],
    [
      "a closed tuple",
      { type: "array", prefixItems: [{ type: "string" }], items: false },
      "export type Thing = [string?];",
    ],
    [
      "one of",
      { oneOf: [{ type: "string" }, { type: "integer" }, { type: "number" }] },
      "export type Thing = string | number;",
    ],
    [
      "all of",
      { allOf: [{ $ref: "#/components/schemas/A" }, { type: "object", properties: { b: { type: "string" } } }] },
      "export type Thing = A & { b?: string; };",
    ],
    [
      "a nullable reference",
      { anyOf: [{ $ref: "#/components/schemas/A" }, { type: "null" }] },
      "export type Thing = A | null;",
    ],
    [
      "a circle",
      { type: "object", properties: { next: { $ref: "#/components/schemas/Thing" } } },
      "export interface Thing { next?: Thing; }",
    ],
    [
      "a circle without an object between",
      { oneOf: [{ $ref: "#/components/schemas/Thing" }, { type: "string" }] },
      "export type Thing = unknown;",
    ],
    ["true", true, "export type Thing = unknown;"],
    ["false", false, "export type Thing = never;"],
    [
      "names that are no identifiers",
      { type: "object", properties: { "x-y": { type: "string" }, 'a"b': { type: "string" } } },
      'export interface Thing { "x-y"?: string; \'a"b\'?: string; }',
    ],
    [
      "required names what only a sibling declares",
      { allOf: [{ $ref: "#/components/schemas/A" }], required: ["a"], type: "object" },
      "export type Thing = { /** @undeclared */ a: string; } & A;",
    ],
  ])("%s", async (_, schema, expected) => {
    const A = { type: "object", properties: { a: { type: "string" } } };
    expect(await declared(schema, { A })).toBe(expected);
  });
});

describe("the sides of a request", () => {
  const user = {
    type: "object",
    required: ["id", "name", "password"],
    properties: {
      id: { type: "integer", readOnly: true },
      name: { type: "string" },
      password: { type: "string", writeOnly: true },
      role: { type: "string", default: "guest" },
    },
  };
  const json = { "application/json": { schema: { $ref: "#/components/schemas/User" } } };

  test("differ where readOnly, writeOnly or a default make them differ", async () => {
    const paths = {
      "/users": {
        post: {
          operationId: "add",
          requestBody: { required: true, content: json },
          responses: { 201: { description: "", content: json } },
        },
      },
    };
    const text = textOf(await generatedFrom(documentOf(paths, { User: user })), "types/api.ts");
    expect(text).toContain(
      'export interface User {\n  /**\n   * @type integer\n   * @readOnly\n   */\n  id: number;\n  name: string;\n  /** @default "guest" */\n  role?: string;\n}',
    );
    expect(text).toContain(
      'export interface UserInput {\n  name: string;\n  /** @writeOnly */\n  password: string;\n  /** @default "guest" */\n  role: string;\n}',
    );
    expect(text).toContain("body: UserInput;");
    expect(text).toContain("201: Json<User>;");
  });

  test("are one type when no request carries the schema", async () => {
    const paths = {
      "/users": { get: { operationId: "list", responses: { 200: { description: "", content: json } } } },
    };
    const text = textOf(await generatedFrom(documentOf(paths, { User: user })), "types/api.ts");
    expect(text).not.toContain("UserInput");
  });
});

describe("names of strangers", () => {
  test.each([
    ["a name that code would end with", "x { } export const evil = 1; //", "XExportConstEvil1"],
    ["a name of our own", "Handlers", "Handlers2"],
    ["a number first", "2fa", "_2fa"],
    ["__proto__", "__proto__", "__proto__"],
  ])("%s", async (_, name, expected) => {
    const text = textOf(await generatedFrom(documentOf({}, { [name]: { type: "string" } })), "types/api.ts");
    expect(text).toContain(`export type ${expected} = string;`);
  });

  test("two names that become one stay apart", async () => {
    const text = textOf(
      await generatedFrom(documentOf({}, { "a-b": { type: "string" }, "a.b": { type: "integer" } })),
      "types/api.ts",
    );
    expect(text).toContain("export type AB = string;");
    expect(text).toContain("export type AB2 = number;");
  });

  test("a description cannot end its comment", async () => {
    const text = textOf(
      await generatedFrom(documentOf({}, { A: { type: "string", description: "*/ evil() /*" } })),
      "types/api.ts",
    );
    expect(text).toContain("/** *\\/ evil() /* */");
  });
});

test("a request of several media types is a union, one to a line", async () => {
  const content = {
    "application/json": { schema: { type: "boolean" } },
    "text/plain": { schema: { type: "string", maxLength: 3 } },
  };
  const of = (more: object) => ({ post: { operationId: "post", requestBody: { content }, responses: {}, ...more } });
  const typed = async (more: object): Promise<string> => {
    const text = textOf(await generatedFrom(documentOf({ "/things": of(more) })), "types/api.ts");
    return text.slice(text.indexOf("export type PostRequest"), text.indexOf("\n);\n") + 3);
  };
  const variants = `  | { contentType: "application/json"; body: boolean }
  | {
    contentType: "text/plain";
    /** @maxLength 3 */
    body: string;
  }
  | { contentType: undefined; body: undefined }
);`;
  expect(await typed({})).toBe(`export type PostRequest = RequestParts & (\n${variants}`);
  const parameters = [{ name: "a", in: "query", schema: { type: "string" } }];
  expect(await typed({ parameters })).toBe(
    `export type PostRequest = RequestParts & {\n  query: {\n    a?: string;\n  };\n} & (\n${variants}`,
  );
});
