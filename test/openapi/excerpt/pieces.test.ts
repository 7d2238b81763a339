import { assert, describe, expect, test } from "vitest";
import { piecesOf, reachedFrom } from "../../../src/openapi/excerpt/index.ts";

const YAML = `---
openapi: 3.1.0
info: { title: Shop, version: "1" }
tags:
- name: users
# paths follow
paths:
  /users:
    get: { responses: {} }

  "/orders: all":
    # the list
    get:
      description: |
        Not a key:
          /users:
      responses:
        '200': { $ref: '#/components/responses/Order' }
components:
  responses:
    Order:
      content:
        text/plain:
          schema: { $ref: "#/components/schemas/Order" }
  schemas:
    Order:
      properties: { item: { $ref: '#/components/schemas/Item/properties/a' } }
    Item: { type: string }
    Unused: { type: string }
`;

describe("piecesOf", () => {
  test("finds paths and components of a block document, whatever their quotes and comments", () => {
    const pieces = piecesOf(YAML);
    assert(pieces !== undefined);
    expect([...pieces.paths.keys()]).toEqual(["/users", "/orders: all"]);
    expect([...pieces.components.keys()]).toEqual([
      "#/components/responses/Order",
      "#/components/schemas/Order",
      "#/components/schemas/Item",
      "#/components/schemas/Unused",
    ]);
    expect([...pieces.paths.keys()].map((path) => pieces.isSound(path))).toEqual([true, true]);
  });

  test.each([
    ["paths in another form", "openapi: 3.1.0\npaths:\n  ? /a\n  : get: {}\n"],
    ["two documents", "openapi: 3.1.0\n---\npaths: {}\n"],
    ["tabs", "openapi: 3.1.0\npaths:\n\t/a: {}\n"],
    ["a path twice", "openapi: 3.1.0\npaths:\n  /a: {}\n  /a: {}\n"],
    ["a text that goes on at the margin", 'openapi: 3.1.0\npaths:\n  /a: "b\nc"\n'],
    ["no document", "{ no json"],
  ])("does not cut %s", (_, text) => {
    expect(piecesOf(text)).toBeUndefined();
  });

  test("tells an item that is open at its end", () => {
    const pieces = piecesOf('paths:\n  /a:\n    description: "open\n  /b:\n    description: "x"\n');
    expect(pieces?.isSound("/a")).toBe(false);
  });
});

describe("reachedFrom", () => {
  test("takes what a path reaches and nothing else", () => {
    const pieces = piecesOf(YAML);
    assert(pieces !== undefined);
    const paths = new Set(["/orders: all"]);
    const components = reachedFrom(pieces, paths);
    assert(components !== undefined);
    const text = pieces.write({ paths, components });
    expect(text).toContain("Item:");
    expect(text).not.toContain("Unused");
    expect(text).not.toContain("get: { responses: {} }");
  });

  test.each([
    ["a reference to a path", "$ref: '#/paths/~1users'"],
    ["a reference to a file", "$ref: other.yaml"],
    ["a reference in another layout", "$ref: >-\n            #/components/schemas/Item"],
    ["an anchor of JSON Schema", "$anchor: item"],
  ])("is undefined where a path has %s", (_, field) => {
    const text = `openapi: 3.1.0\npaths:\n  /a:\n    get:\n      schema:\n          ${field}\n`;
    const pieces = piecesOf(text);
    assert(pieces !== undefined);
    expect(reachedFrom(pieces, new Set(["/a"]))).toBeUndefined();
  });

  test("is written only where no anchor of YAML ties it to the rest", () => {
    const pieces = piecesOf("openapi: 3.1.0\npaths:\n  /a:\n    get: &get { responses: {} }\n  /b:\n    get: {}\n");
    const written = ["/a", "/b"].map((path) => pieces?.write({ paths: new Set([path]), components: new Set() }));
    expect(written).toEqual([undefined, "openapi: 3.1.0\npaths:\n  /b:\n    get: {}\n"]);
  });
});

describe("replaced", () => {
  /** The pieces with `other` in the place of `text`, found without cutting, and by cutting the whole. */
  function both(text: string, other: string) {
    const start = YAML.indexOf(text);
    assert(start >= 0);
    const told = piecesOf(YAML)?.replaced({ start, end: start + text.length, text: other });
    return { told, cut: piecesOf(YAML.replace(text, () => other)) };
  }

  test.each([
    ["a line", "get: { responses: {} }", "put: { responses: {} }"],
    ["lines more", "Not a key:", "Not a key:\n          nor this:"],
    ["a comment", "# the list", "# the whole list"],
    ["the end of an item", "#/components/responses/Order' }", "#/components/responses/Item' }"],
  ])("is what cutting the whole gives: %s", (_, text, other) => {
    const { told, cut } = both(text, other);
    assert(told !== undefined && cut !== undefined);
    expect([...told.paths]).toEqual([...cut.paths]);
    expect([...told.components]).toEqual([...cut.components]);
    expect(told.rest).toBe(cut.rest);
  });

  test.each([
    ["a name of a path", "/users:", "/people:"],
    ["a path more", "Not a key:", "Not a key:\n  /more: {}"],
    ["a component", "Unused", "Used"],
    ["more than one item", 'get: { responses: {} }\n\n  "/orders: all":', "get: {}"],
  ])("is not told of %s", (_, text, other) => {
    expect(both(text, other).told).toBeUndefined();
  });
});
