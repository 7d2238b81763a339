import { describe, expect, test } from "vitest";
import { mergeDocument, serverPath, writtenVersion } from "../../../src/openapi/write/index.ts";

const YAML = `# Ours.
openapi: 3.0.3
info: {title: Users, version: 1.0.0}   # odd spelling stays
tags: [a,b]
paths:
  /users/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer}}
    get:
      summary: Written by a person   # really
      parameters:
        - $ref: "#/components/parameters/page"
        - {name: X-Tenant, in: header, schema: {type: string}}
      responses:
        '200': {description: Fine}
  /planned:
    get: {responses: {'200': {description: Later}}}
components:
  parameters:
    page: {name: page, in: query, schema: {type: integer}}
`;
const found = {
  openapi: "3.1.1",
  info: { title: "x", version: "2" },
  paths: {
    "/users/{id}": {
      get: {
        summary: "From a comment",
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "number" } },
          { name: "page", in: "query", schema: { type: "number" } },
          { name: "x-tenant", in: "header", schema: { type: "string" } },
          { name: "sort", in: "query", schema: { type: "string" } },
        ],
        responses: { "200": { description: "OK" }, "404": { description: "Not Found" } },
      },
      delete: { responses: { "204": { description: "No Content" } } },
    },
  },
  components: { schemas: { Unused: { type: "object" } } },
};

describe("merging", () => {
  test("adds what is missing and leaves every other line as it was", () => {
    const merged = mergeDocument(YAML, found);
    const lines = merged?.text.split("\n") ?? [];
    expect(YAML.split("\n").filter((line) => !lines.includes(line))).toEqual([]);
    expect(lines.filter((line) => !YAML.split("\n").includes(line)).map((line) => line.trim())).toEqual([
      "- name: sort",
      "in: query",
      "schema:",
      "type: string",
      '"404":',
      "description: Not Found",
      "delete:",
      '"204":',
      "description: No Content",
    ]);
    expect(merged?.extra).toEqual(["GET /planned"]);
  });

  test("a second time changes nothing", () => {
    const once = mergeDocument(YAML, found)?.text ?? "";
    expect(mergeDocument(once, found)?.text).toBe(once);
  });

  test("JSON keeps its indentation", () => {
    const text = '{\n    "openapi": "3.1.0",\n    "paths": {}\n}\n';
    expect(mergeDocument(text, { openapi: "3.1.1", paths: { "/a": {} } })?.text).toBe(
      '{\n    "openapi": "3.1.0",\n    "paths": {\n        "/a": {}\n    }\n}\n',
    );
  });

  test("what is no map cannot be merged", () => {
    expect(mergeDocument("- a\n", found)).toBeUndefined();
    expect(mergeDocument("a: [", found)).toBeUndefined();
  });

  test.each([
    ["openapi: 3.0.3\n", "3.0"],
    ['{"openapi": "3.2.0"}', "3.2"],
    ['swagger: "2.0"\n', undefined],
    ["openapi: 3.1.0\nbad: [", undefined],
  ])("%j is written in %s", (text, version) => {
    expect(writtenVersion(text)).toBe(version);
  });

  test.each([
    ["servers: [{ url: https://a.example/v1/ }]", "/v1"],
    ["servers: [{ url: / }]", ""],
    ["servers: [{ url: 'https://{host}/v1' }]", ""],
    ["paths: {}", ""],
  ])("the server of %j adds %j", (text, path) => {
    expect(serverPath(text)).toBe(path);
  });
});
