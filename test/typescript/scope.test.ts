import fc from "fast-check";
import { expect, test } from "vitest";
import { isIdentifier, nameScope } from "../../src/typescript/index.ts";

test.each([
  ["user", "user"],
  ["delete", "delete_"],
  ["2fa", "_2fa"],
  ["a-b c", "a_b_c"],
  ["", "_"],
  ["名前", "名前"],
])("%j becomes %s", (wish, expected) => expect(nameScope().take(wish)).toBe(expected));

test("every name is an identifier and given once", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 20 }), (wishes) => {
      const scope = nameScope(["taken"]);
      const names = wishes.map((wish) => scope.take(wish));
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => !isIdentifier(name) || name === "taken")).toEqual([]);
    }),
  );
});

test("reserved names cannot be had and stay as they are", () => {
  const reserved = new Set(["value", "value2"]);
  const scope = nameScope(["own"], reserved);
  expect([scope.take("value"), scope.take("own"), scope.take("free")]).toEqual(["value3", "own2", "free"]);
  expect(scope.has("value2")).toBe(true);
  expect([...reserved]).toEqual(["value", "value2"]);
});
