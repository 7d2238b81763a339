import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSame } from "../../../src/diff/compare/same.ts";

describe("two values of a model are the same", () => {
  test.for([
    ["the same text", "a", "a", true],
    ["null and nothing", null, undefined, false],
    ["a flag and a number", true, 1, false],
    ["equal lists", ["a", ["b"]], ["a", ["b"]], true],
    ["a list and its beginning", ["a", "b"], ["a"], false],
    ["a list and a record of its places", ["a"], { 0: "a" }, false],
    ["equal records", { a: { b: [1] } }, { a: { b: [1] } }, true],
    ["one name more", { a: 1 }, { a: 1, b: 2 }, false],
    ["another name", { a: null }, { b: null }, false],
    ["nothing by another name", { a: undefined }, { b: undefined }, false],
    ["deep inside", { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, false],
  ] as const)("%s", ([, one, other, expected]) => {
    expect([isSame(one, other), isSame(other, one)]).toEqual([expected, expected]);
  });

  test("exactly when their JSON is", () => {
    const value = fc.jsonValue({ maxDepth: 3 }).map((one): unknown => JSON.parse(JSON.stringify(one)));
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(isSame(one, structuredClone(one))).toBe(true);
        if (isSame(one, other)) expect(other).toEqual(one);
        else expect(JSON.stringify(one)).not.toBe(JSON.stringify(other));
      }),
    );
  });
});
