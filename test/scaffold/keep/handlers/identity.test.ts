import { describe, expect, test } from "vitest";
import { identify, missingHandlers } from "../../../../src/scaffold/index.ts";

const record = (method: string, path: string, id: string) => ({ method, path, id, file: "routes/a.ts" });
const now = (method: string, path: string, id: string) => ({ method, path, id });

describe("which operation is which", () => {
  test.each([
    ["method and path count first", [record("GET", "/a", "x"), record("GET", "/b", "y")], now("GET", "/a", "y"), "x"],
    ["a parameter may get another name", [record("GET", "/a/{id}", "x")], now("GET", "/a/{key}", "y"), "x"],
    ["then the id", [record("GET", "/a", "x")], now("POST", "/b", "x"), "x"],
    ["anything else is new", [record("GET", "/a", "x")], now("GET", "/b", "y"), undefined],
  ])("%s", (_, records, operation, id) => {
    const found = identify([operation], records).get(`${operation.method} ${operation.path}`);
    expect(found?.id).toBe(id);
  });

  test("an id whose method and path are still there is not taken from them", () => {
    const found = identify([now("GET", "/a", "y"), now("GET", "/b", "x")], [record("GET", "/a", "x")]);
    expect([...found.keys()]).toEqual(["GET /a"]);
  });
});

describe("handlers that a file does not have", () => {
  test.each([
    ["export const a = 1;", ["b"]],
    ["export async function a() {}\nexport { x as b };", []],
    ["const a = 1;", ["a", "b"]],
    ["export const { a, c: b } = made();", []],
    ['export * from "./others.js";', []],
    ["// export const a = 1;", ["a", "b"]],
    ["`\nexport const a = 1;`", ["a", "b"]],
    ["export const a = (", []],
  ])("%j", (text, missing) => expect(missingHandlers(text, ["a", "b"])).toEqual(missing));
});
