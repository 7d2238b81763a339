import { describe, expect, test } from "vitest";
import { readSpecification } from "../../../src/openapi/index.ts";
import { api, bare, codes, modelOf, objectOf, read, schemaOf } from "../support.ts";

const text = { type: "string" };
const operation = (schema: object): object => ({
  get: { responses: { 200: { description: "", content: { "application/json": { schema } } } } },
});

describe("a reference reaches", () => {
  test.each([
    ["a component", "#/components/schemas/Other", "Other"],
    ["a property of a component", "#/components/schemas/Deep/properties/a~1b", "a/b"],
    ["an item of a union", "#/components/schemas/Deep/anyOf/0", "Deep"],
    ["an encoded name", "#/components/schemas/Two%20words", "Two words"],
    ["a name like a member of every object", "#/components/schemas/constructor", "constructor"],
    ["an anchor", "#here", "here"],
    ["a whole file", "./types/money.yaml", "money"],
    ["a place in a file", "types/all.json#/defs/Id", "Id"],
  ])("%s", async (_what, ref, name) => {
    const others = {
      Other: text,
      Deep: { properties: { "a/b": text, here: { ...text, $anchor: "here" } }, anyOf: [text] },
      "Two words": text,
      constructor: text,
    };
    const files = { "types/money.yaml": "type: string", "types/all.json": { defs: { Id: text } } };
    const model = await read(api({ components: { schemas: { Test: { $ref: ref }, ...others } } }), files);
    const target = model.schemas.get(objectOf(model.schemas.get("Test")?.schema).ref ?? "");
    expect(target).toMatchObject({ name, schema: { types: ["string"] } });
    expect(model.findings).toEqual([]);
  });
});

describe("a reference in another file is relative to that file", () => {
  test("paths, parameters and schemas over three files", async () => {
    const files = {
      "paths/users.yaml": {
        get: {
          parameters: [{ $ref: "../shared/parameters.yaml#/Page" }],
          responses: { 200: { $ref: "../shared/responses.yaml#/User" } },
        },
      },
      "shared/parameters.yaml": { Page: { name: "page", in: "query", schema: { $ref: "./schemas.yaml#/Count" } } },
      "shared/responses.yaml": {
        User: {
          description: "one",
          content: { "application/json": { schema: { $ref: "../api.yaml#/components/schemas/User" } } },
        },
      },
      "shared/schemas.yaml": { Count: { type: "integer" } },
    };
    const model = await read(
      api({ paths: { "/users": { $ref: "paths/users.yaml" } }, components: { schemas: { User: text } } }),
      files,
    );
    expect(model.findings).toEqual([]);
    expect([...model.schemas.keys()]).toEqual(["User", "Count"]);
    const [users] = model.operations;
    expect(users).toMatchObject({
      path: "/users",
      id: "listUsers",
      place: { file: "paths/users.yaml", pointer: "/get" },
    });
    expect(users?.parameters).toMatchObject([
      { name: "page", schema: { ref: "Count" }, place: { file: "shared/parameters.yaml" } },
    ]);
    expect(users?.responses).toMatchObject([{ status: "200", content: [{ schema: { ref: "User" } }] }]);
  });
});

describe("a reference that leads nowhere", () => {
  test.each([
    [
      "a missing component",
      "#/components/schemas/Gone",
      "reference-unresolved",
      "there is no /components/schemas/Gone",
    ],
    ["a member of every object", "#/components/schemas/toString", "reference-unresolved", "there is no"],
    ["__proto__", "#/components/schemas/__proto__", "reference-unresolved", "there is no"],
    ["an unknown anchor", "#nowhere", "reference-unresolved", "there is no nowhere"],
    ["a missing file", "gone.yaml#/A", "reference-unresolved", "There is no file gone.yaml"],
    ["a broken file", "broken.yaml#/A", "reference-unresolved", "broken.yaml:1:5"],
    ["another host", "https://example.com/a.yaml#/A", "reference-remote", "not fetched"],
    ["another host without scheme", "//example.com/a.yaml", "reference-remote", "not fetched"],
    ["a file URL", "file:///etc/passwd", "reference-remote", "not fetched"],
    ["a folder above", "../../etc/passwd", "reference-outside", "../../etc/passwd lies outside"],
    ["an encoded folder above", "%2e%2e/secret.yaml", "reference-outside", "../secret.yaml lies outside"],
  ])("%s", async (_what, ref, code, reason) => {
    const asked: string[] = [];
    const document = JSON.stringify(
      api({
        components: { schemas: { Test: { $ref: ref } } },
        paths: { "/a": operation({ $ref: "#/components/schemas/Test" }) },
      }),
    );
    const model = await readSpecification("api.json", async (path) => {
      asked.push(path);
      if (path === "api.json") return document;
      if (path === "broken.yaml") return "a: b: c";
      throw new Error(`There is no file ${path}`);
    });
    expect(model.findings).toMatchObject([
      {
        code,
        severity: "error",
        subject: { kind: "schema", name: "Test", file: "api.json", line: 1 },
        evidence: { ref },
      },
    ]);
    expect(model.findings[0]?.evidence["reason"]).toEqual(expect.stringContaining(reason));
    expect(objectOf(model.schemas.get("Test")?.schema).unresolved).toBe(ref);
    expect(model.operations[0]?.unresolved).toMatchObject([{ ref, place: { file: "api.json" } }]);
    expect(asked.filter((path) => path.includes("etc") || path.includes("secret") || path.includes("example"))).toEqual(
      [],
    );
  });

  test("an absolute path is inside only below the folder of an entry with an absolute path", async () => {
    const asked: string[] = [];
    const document = JSON.stringify(
      api({ components: { schemas: { A: { $ref: "../b.yaml" }, B: { $ref: "c/d.yaml" } } } }),
    );
    const model = await readSpecification("/work/x/api.json", async (path) => {
      asked.push(path);
      return path === "/work/x/api.json" ? document : "type: string";
    });
    expect(asked).toEqual(["/work/x/api.json", "/work/x/c/d.yaml"]);
    expect(codes(model)).toEqual(["reference-outside"]);
  });

  test("is listed at every operation that reaches it, and at no other", async () => {
    const schemas = {
      A: { properties: { b: { $ref: "#/components/schemas/B" } } },
      B: { items: { $ref: "#/components/schemas/Gone" } },
      C: text,
    };
    const paths = Object.fromEntries(
      ["A", "B", "C"].map((name) => [`/${name}`, operation({ $ref: `#/components/schemas/${name}` })]),
    );
    const model = await read(api({ paths, components: { schemas } }));
    expect(model.operations.map(({ path, unresolved }) => [path, unresolved.map(({ ref }) => ref)])).toEqual([
      ["/A", ["#/components/schemas/Gone"]],
      ["/B", ["#/components/schemas/Gone"]],
      ["/C", []],
    ]);
  });

  test.each([
    ["a parameter", { parameters: [{ $ref: "#/gone" }], responses: { 200: { description: "" } } }],
    ["a body", { requestBody: { $ref: "#/gone" }, responses: { 200: { description: "" } } }],
    ["a response", { responses: { 200: { $ref: "#/gone" } } }],
    ["a header", { responses: { 200: { description: "", headers: { a: { $ref: "#/gone" } } } } }],
    ["a callback", { callbacks: { a: { $ref: "#/gone" } }, responses: { 200: { description: "" } } }],
  ])("in the place of %s is kept by the operation", async (_what, get) => {
    const model = await read(api({ paths: { "/a": { get } } }));
    expect(model.operations[0]?.unresolved).toMatchObject([{ ref: "#/gone" }]);
    expect(codes(model)).toEqual(["reference-unresolved"]);
  });
});

describe("references that form a loop", () => {
  test("of schemas are unknown, and said", async () => {
    const model = await modelOf({ $ref: "#/components/schemas/B" }, "3.1.0", {
      B: { $ref: "#/components/schemas/Test" },
    });
    expect(codes(model)).toEqual(["reference-loop", "reference-loop"]);
  });

  test("of parameters are left out, and said", async () => {
    const parameters = { A: { $ref: "#/components/parameters/B" }, B: { $ref: "#/components/parameters/A" } };
    const get = { parameters: [{ $ref: "#/components/parameters/A" }], responses: { 200: { description: "" } } };
    const model = await read(api({ paths: { "/a": { get } }, components: { parameters } }));
    expect(model.operations[0]?.parameters).toEqual([]);
    expect(codes(model)).toEqual(["reference-loop"]);
  });

  test("through a property are a tree, and fine", async () => {
    const model = await modelOf({ properties: { next: { $ref: "#/components/schemas/Test" } } });
    expect(bare(model.schemas.get("Test")?.schema)).toEqual({ properties: { next: { ref: "Test" } } });
    expect(model.findings).toEqual([]);
  });
});

describe("data is never followed", () => {
  const bait = { $ref: "bait.yaml#/x" };
  test.each([
    ["example of a schema", { components: { schemas: { A: { example: bait } } } }],
    ["examples of a schema", { components: { schemas: { A: { examples: [bait] } } } }],
    ["default", { components: { schemas: { A: { default: bait } } } }],
    ["enum", { components: { schemas: { A: { enum: [bait] } } } }],
    ["const", { components: { schemas: { A: { const: bait } } } }],
    ["an extension", { components: { schemas: { A: { "x-a": bait } } }, "x-b": [bait] }],
    ["the value of a named example", { components: { examples: { a: { value: bait } } } }],
    [
      "the value of a media type's example",
      {
        paths: {
          "/a": {
            get: {
              responses: { 200: { description: "", content: { "a/b": { examples: { one: { value: bait } } } } } },
            },
          },
        },
      },
    ],
  ])("in %s", async (_where, parts) => {
    const asked: string[] = [];
    const model = await readSpecification("api.json", async (path) => {
      asked.push(path);
      return JSON.stringify(api(parts));
    });
    expect(asked).toEqual(["api.json"]);
    expect(model.findings).toEqual([]);
  });

  test("but a property of such a name is a schema", async () => {
    const properties = {
      example: { $ref: "#/components/schemas/B" },
      default: { $ref: "#/components/schemas/B" },
      $ref: { type: "string" },
    };
    const schema = await schemaOf({ properties }, "3.1.0", { B: text });
    expect(bare(schema)).toEqual({
      properties: { example: { ref: "B" }, default: { ref: "B" }, $ref: { types: ["string"] } },
    });
  });
});

describe("identifiers of JSON Schema 2020-12", () => {
  test("an $id opens a scope of its own", async () => {
    const schema = {
      $id: "https://example.com/tree",
      properties: {
        own: { $ref: "#/$defs/Leaf" },
        named: { $ref: "leaf" },
        whole: { $ref: "https://example.com/tree" },
      },
      $defs: { Leaf: { type: "string" }, Other: { $id: "leaf", type: "integer" } },
    };
    const model = await modelOf(schema);
    expect(model.findings).toEqual([]);
    expect(bare(model.schemas.get("Test")?.schema)).toMatchObject({
      id: "https://example.com/tree",
      properties: { own: { ref: "Leaf" }, named: { ref: "Other" }, whole: { ref: "Test" } },
    });
    expect(model.schemas.get("Leaf")).toMatchObject({
      resource: "https://example.com/tree",
      schema: { types: ["string"] },
    });
    expect(model.schemas.get("Other")).toMatchObject({
      resource: "https://example.com/leaf",
      schema: { types: ["integer"] },
    });
  });

  test("a file may be a schema with an $id, and hold others", async () => {
    const tree = {
      $id: "https://example.com/tree",
      properties: { leaf: { $ref: "leaf" }, old: { $ref: "#old" } },
      $defs: { Leaf: { $id: "leaf", type: "string" }, Old: { $id: "#old", type: "integer" } },
    };
    const model = await read(api({ components: { schemas: { Test: { $ref: "tree.json" } } } }), { "tree.json": tree });
    expect(model.findings).toEqual([]);
    expect(bare(model.schemas.get("tree")?.schema)).toEqual({
      id: "https://example.com/tree",
      properties: { leaf: { ref: "Leaf" }, old: { ref: "Old" } },
    });
  });

  test("a pointer from the top of the file still works inside", async () => {
    const model = await modelOf({ $id: "https://example.com/a", $ref: "#/components/schemas/B" }, "3.1.0", { B: text });
    expect(objectOf(model.schemas.get("Test")?.schema).ref).toBe("B");
  });

  test("before 3.1 an $id means nothing", async () => {
    const schema = await schemaOf(
      { $id: "https://example.com/a", properties: { b: { $ref: "#/components/schemas/B" } } },
      "3.0.3",
      { B: text },
    );
    expect(bare(schema)).toMatchObject({ properties: { b: { ref: "B" } } });
  });

  test("a dynamic reference names all schemas that it may mean", async () => {
    const schema = {
      $dynamicAnchor: "node",
      properties: { next: { $dynamicRef: "#node" }, plain: { $dynamicRef: "#/components/schemas/B" } },
    };
    const wide = {
      $id: "https://example.com/wide",
      $ref: "#/$defs/x",
      $defs: { x: { $dynamicAnchor: "node", type: "object" } },
    };
    const model = await modelOf(schema, "3.1.0", { B: text, Wide: wide });
    expect(bare(model.schemas.get("Test")?.schema)).toMatchObject({
      dynamicAnchor: "node",
      properties: { next: { dynamicRef: "Test" }, plain: { ref: "B" } },
    });
    expect(model.schemas.get("x")).toMatchObject({
      resource: "https://example.com/wide",
      schema: { dynamicAnchor: "node" },
    });
  });

  test("$self names the document", async () => {
    const parts = {
      $self: "https://example.com/api",
      components: {
        schemas: { A: { $ref: "https://example.com/api#/components/schemas/B" }, B: text, C: { $ref: "types.yaml" } },
      },
    };
    const model = await read(api(parts, "3.2.0"), { "types.yaml": "type: integer" });
    expect(model.findings).toEqual([]);
    expect(objectOf(model.schemas.get("A")?.schema).ref).toBe("B");
  });
});
