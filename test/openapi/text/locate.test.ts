import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locate } from "../../../src/openapi/index.ts";
import { escapeSegment } from "../../../src/openapi/text/index.ts";

const yaml = `openapi: 3.1.0
paths:
  "/a/{b}":
    get: &get
      tags: [one, 'two']
      parameters:
        - name: x
        -   name: y
  /c~d: {get: *get, "p\\u0061tch": {}}
`;
const json = `{
  "openapi": "3.1.0", "paths": {
    "/a/{b}": { "get": { "tags": ["one",
      "two"], "p\\u0061": true } }
  }
}`;

describe("locate", () => {
  test.each([
    ["", 1, 1],
    ["/paths", 2, 1],
    ["/paths/~1a~1{b}", 3, 3],
    ["/paths/~1a~1{b}/get", 4, 5],
    ["/paths/~1a~1{b}/get/tags/0", 5, 14],
    ["/paths/~1a~1{b}/get/tags/1", 5, 19],
    ["/paths/~1a~1{b}/get/parameters/0", 7, 11],
    ["/paths/~1a~1{b}/get/parameters/1/name", 8, 13],
    ["/paths/~1c~0d", 9, 3],
    ["/paths/~1c~0d/patch", 9, 21],
    ["/paths/~1c~0d/get/tags", 9, 10],
    ["/paths/~1gone/get", 2, 1],
  ])("finds %s in YAML at %i:%i", (pointer, line, column) => {
    expect(locate({ file: "a.yaml", pointer }, yaml)).toEqual({ line, column });
  });

  test.each([
    ["", 1, 1],
    ["/paths", 2, 23],
    ["/paths/~1a~1{b}/get", 3, 17],
    ["/paths/~1a~1{b}/get/tags/0", 3, 35],
    ["/paths/~1a~1{b}/get/tags/1", 4, 7],
    ["/paths/~1a~1{b}/get/pa", 4, 15],
    ["/paths/~1a~1{b}/gone/tags", 3, 5],
  ])("finds %s in JSON at %i:%i", (pointer, line, column) => {
    expect(locate({ file: "a.json", pointer }, json)).toEqual({ line, column });
  });

  test("finds every member of any JSON text: the text at the place begins with the key", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (value) => {
        const text = JSON.stringify(value, undefined, 2);
        const lines = text.split("\n");
        for (const key of Object.keys(value)) {
          const { line, column } = locate({ file: "a.json", pointer: `/${escapeSegment(key)}` }, text);
          const found = lines.at(line - 1)?.slice(column - 1) ?? "";
          expect(found.startsWith(`${JSON.stringify(key)}:`)).toBe(true);
        }
      }),
    );
  });
});
