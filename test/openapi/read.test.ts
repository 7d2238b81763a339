import { describe, expect, test } from "vitest";
import { readSpecification } from "../../src/openapi/index.ts";
import { api, codes, read, refused } from "./support.ts";

describe("the version", () => {
  test.each([
    ['openapi: "3.0.0"\npaths: {}', "3.0"],
    ['openapi: "3.0.4"\npaths: {}', "3.0"],
    ["openapi: 3.1\npaths: {}", "3.1"],
    ["openapi: 3.0\npaths: {}", "3.0"],
    ['openapi: "3.1.2"\nwebhooks: {}', "3.1"],
    ['openapi: "3.1.0-rc1"\npaths: {}', "3.1"],
    ['openapi: "3.2.0"\ncomponents: {}', "3.2"],
    ['swagger: "2.0"\npaths: {}', "2.0"],
    ["swagger: 2.0\npaths: {}", "2.0"],
  ])("of %j is %s", async (text, version) => {
    expect((await read(text)).version).toBe(version);
  });
});

describe("what cannot be used is an error with its place", () => {
  test.each([
    ["broken YAML", "openapi: 3.1.0\npaths:\n  /a: [1\n", "openapi-not-parsable", "api.yaml:4:1"],
    ["a tab", "openapi: 3.1.0\n\tpaths: {}", "openapi-not-parsable", "api.yaml:2:1"],
    ["an empty file", "", "openapi-not-parsable", "api.yaml:1:1"],
    ["two documents", "a: 1\n---\nb: 2\n", "openapi-not-parsable", "api.yaml:1:1"],
    ["an unknown tag", "openapi: !env VERSION\n", "openapi-not-parsable", "api.yaml:1:10"],
    ["a single word", "hello", "openapi-no-specification", "api.yaml:1:1"],
    ["a list", "[]", "openapi-no-specification", "api.yaml:1:1"],
    ["AsyncAPI", "asyncapi: 3.0.0", "openapi-no-specification", "api.yaml:1:1"],
    ["OpenAPI 4", "info: {}\nopenapi: 4.0.0\npaths: {}", "openapi-version-unsupported", "api.yaml:2:1"],
    [
      "Swagger 1.2",
      '{"apis": [],\n  "swaggerVersion": "1.2", "swagger": "1.2"}',
      "openapi-version-unsupported",
      ":2:28",
    ],
    ["nothing inside", "openapi: 3.1.0\ninfo: {}", "openapi-empty", "api.yaml:1:1"],
    ["aliases that contain themselves", "openapi: 3.1.0\npaths: &a\n  /a: *a\n", "openapi-alias-bomb", "api.yaml:3:7"],
    ["brackets without end", `openapi: ${"[".repeat(1_200)}`, "openapi-too-deep", "api.yaml:1:"],
    ["depth in JSON", `{"openapi":\n${"[".repeat(1_200)}${"]".repeat(1_200)}}`, "openapi-too-deep", "api.yaml:2:1000"],
  ])("%s", async (_name, text, code, place) => {
    const error = await refused(text);
    expect(error).toMatchObject({ code, exitCode: 2 });
    expect(error.message).toContain(place);
  });

  test("aliases that grow beyond measure", async () => {
    const lines = Array.from({ length: 12 }, (_, index) => {
      const item = index === 0 ? "x" : `*a${index - 1}`;
      return `a${index}: &a${index} [${Array.from({ length: 9 }, () => item).join(", ")}]`;
    });
    const error = await refused(`openapi: 3.1.0\npaths: {}\n${lines.join("\n")}\n`);
    expect(error.code).toBe("openapi-alias-bomb");
  });

  test("more than 16 MB of YAML", async () => {
    const error = await refused(`openapi: 3.1.0\npaths: {}\nx-a: ${"a".repeat(16 * 1024 * 1024)}`);
    expect(error.code).toBe("openapi-too-large");
  });

  test("broken JSON names what is due", async () => {
    const text = '{"openapi": "3.1.0",\n "paths": {"/a": {}\n}';
    await expect(readSpecification("api.json", async () => text)).rejects.toThrow(
      "api.json:3:2: the document cannot be parsed: a comma or } is missing.",
    );
  });

  test.each(["", "\uFEFF"])("UTF-16 is named as what it is", async (mark) => {
    const text = Buffer.from(`${mark}openapi: 3.1.0\n`, "utf16le").toString("utf8");
    await expect(readSpecification("api.yaml", async () => text)).rejects.toThrow(
      "api.yaml:1:1: the document cannot be parsed: it is UTF-16; save it as UTF-8.",
    );
  });

  test("an entry that cannot be loaded raises what load raises", async () => {
    const failure = new Error("no such file");
    await expect(readSpecification("a.yaml", () => Promise.reject(failure))).rejects.toBe(failure);
  });
});

describe("the head of a document", () => {
  test("names and describes the API", async () => {
    const tags = [{ name: "orders", description: "All of them", parent: "shop" }, { name: "shop" }];
    const model = await read(api({ info: { title: "Shop", version: 2, description: "Sells" }, tags }, "3.2.0"));
    expect(model).toMatchObject({
      file: "api.yaml",
      title: "Shop",
      apiVersion: "2",
      description: "Sells",
      findings: [],
    });
    expect(model.tags).toEqual([
      { name: "orders", description: "All of them", parent: "shop" },
      { name: "shop", description: undefined, parent: undefined },
    ]);
  });

  test.each([
    [{ url: "https://a.test/v2/" }, "https://a.test/v2/", "/v2"],
    [{ url: "/" }, "/", ""],
    [{ url: "v1" }, "v1", "/v1"],
    [{ url: "." }, ".", ""],
    [{ url: "//a.test/x?y#z" }, "//a.test/x?y#z", "/x"],
    [{ url: "{host}/api", variables: { host: { default: "https://a.test" } } }, "https://a.test/api", "/api"],
    [{ url: "https://{region}.a.test/b" }, "https://{region}.a.test/b", "/b"],
  ])("server %j", async (server, url, basePath) => {
    const model = await read(api({ servers: [server] }));
    expect(model.servers).toEqual([{ url, description: undefined, basePath }]);
  });

  test("a variable without default is a finding", async () => {
    expect(codes(await read(api({ servers: [{ url: "https://{a}/" }] })))).toEqual(["server-variable-without-default"]);
  });

  test("a document may begin with a byte order mark", async () => {
    expect((await read('\uFEFF{"openapi":"3.1.0","paths":{}}')).version).toBe("3.1");
  });

  test("a key written twice is a finding at the second one, and the last counts", async () => {
    const model = await read("openapi: 3.1.0\ninfo: {title: A, version: 1}\npaths: {}\ninfo: {title: B, version: 1}\n");
    expect(model.title).toBe("B");
    expect(model.findings).toMatchObject([
      { code: "key-duplicate", subject: { file: "api.yaml", line: 4, column: 1 } },
    ]);
  });

  test("merge keys are read", async () => {
    const model = await read("openapi: 3.1.0\npaths: {}\nx-a: &a {title: Shop}\ninfo: {<<: *a, version: 1}\n");
    expect(model.title).toBe("Shop");
  });
});
