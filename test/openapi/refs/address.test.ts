import { describe, expect, test } from "vitest";
import { addressOf, defaultFolder, isOutside } from "../../../src/openapi/refs/address.ts";
import type { Scope } from "../../../src/openapi/refs/library.ts";

function scopeOf(file: string, uri?: string): Scope {
  return {
    file,
    uri,
    root: null,
    pointer: "",
    anchors: new Map(),
    dynamicAnchors: new Set(),
    innerScopes: new Map(),
  };
}

describe("the address of a reference", () => {
  test.each([
    ["api.yaml", "#/a", { kind: "here", fragment: "/a" }],
    ["api.yaml", "", { kind: "here", fragment: "" }],
    ["api.yaml", "b.yaml", { kind: "file", path: "b.yaml", fragment: "" }],
    ["x/api.yaml", "../b/c.yaml#/d", { kind: "file", path: "b/c.yaml", fragment: "/d" }],
    ["/x/api.yaml", "./b.yaml#e", { kind: "file", path: "/x/b.yaml", fragment: "e" }],
    ["C:\\x\\api.yaml", "b/c.yaml", { kind: "file", path: "C:/x/b/c.yaml" }],
    ["x\\api.yaml", "../c.yaml", { kind: "file", path: "c.yaml" }],
    ["api.yaml", "a%20b.yaml#/c%7Ed", { kind: "file", path: "a b.yaml", fragment: "/c~d" }],
    ["x/api.yaml", "..\\..\\b.yaml", { kind: "file", path: "../b.yaml" }],
    ["api.yaml", "/etc/passwd", { kind: "file", path: "etc/passwd" }],
    ["api.yaml", "100%.yaml", { kind: "file", path: "100%.yaml" }],
    ["api.yaml", "https://a.test/b#/c", { kind: "uri", uri: "https://a.test/b", fragment: "/c" }],
    ["api.yaml", "urn:a:b", { kind: "uri", uri: "urn:a:b", fragment: "" }],
  ])("in %s, %s", (file, ref, expected) => {
    expect(addressOf(ref, scopeOf(file))).toMatchObject(expected);
  });

  test("inside an identified schema is a URI too", () => {
    expect(addressOf("b#/c", scopeOf("api.yaml", "https://a.test/x/y"))).toMatchObject({ uri: "https://a.test/x/b" });
  });
});

test.each([
  ["api.yaml", "."],
  ["./x/api.yaml", "."],
  ["../api.yaml", ".."],
  ["../../x/api.yaml", "../../x"],
  ["/x/y/api.yaml", "/x/y"],
  ["/api.yaml", "/"],
  ["C:\\x\\api.yaml", "C:/x"],
])("references of %s stay in %s", (file, folder) => {
  expect(defaultFolder(file)).toBe(folder);
});

test.each([
  ["a.yaml", ".", false],
  ["..a/b.yaml", ".", false],
  ["../a.yaml", ".", true],
  ["..", ".", true],
  ["/a.yaml", ".", true],
  ["C:/a.yaml", ".", true],
  ["/x/a.yaml", "/x", false],
  ["/xy/a.yaml", "/x", true],
  ["/a.yaml", "/", false],
  ["../a.yaml", "..", false],
  ["../../a.yaml", "..", true],
])("%s is outside %s: %s", (path, folder, outside) => {
  expect(isOutside(path, folder)).toBe(outside);
});
