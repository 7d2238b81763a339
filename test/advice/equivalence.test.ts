import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDuplicate, isLedBy } from "../../src/advice/equivalence.ts";
import { descending, index, key } from "./hand-made.ts";

const keys = fc.array(
  fc
    .record({ name: fc.constantFrom("a", "b", "c"), descending: fc.boolean(), nullsFirst: fc.boolean() })
    .map(({ name, ...rest }) => key(name, rest)),
  { minLength: 1, maxLength: 4 },
);
const turned = (one: ReturnType<typeof key>): ReturnType<typeof key> => ({
  ...one,
  descending: !one.descending,
  nullsFirst: !one.nullsFirst,
});

describe("laws", () => {
  test("keys lead themselves, also read backwards", () =>
    fc.assert(
      fc.property(keys, (some) => {
        expect([isLedBy(some, some), isLedBy(some, some.map(turned))]).toEqual([true, true]);
      }),
    ));

  test("every beginning leads", () =>
    fc.assert(
      fc.property(keys, fc.nat(4), (some, length) => {
        expect(isLedBy(some, some.slice(0, length))).toBe(true);
      }),
    ));

  test("being duplicates is symmetric", () =>
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        expect(isDuplicate(index("a", a), index("b", b))).toBe(isDuplicate(index("b", b), index("a", a)));
      }),
    ));

  test("turning one of several keys is another order", () =>
    fc.assert(
      fc.property(keys, keys, (some, more) => {
        const [first = key("a"), ...rest] = [...some, ...more];
        expect(isLedBy([first, ...rest], [turned(first), ...rest])).toBe(false);
      }),
    ));
});

test.each([
  ["a longer one", index("a", ["a"]), index("b", ["a", "b"]), false],
  ["all reversed", index("a", ["a", descending("b")]), index("b", [descending("a"), "b"]), true],
  ["one unique", index("a", ["a"]), index("b", ["a"], { unique: true }), false],
  ["one deferrable", index("a", ["a"], { immediate: false }), index("b", ["a"]), false],
  ["another method", index("a", ["a"]), index("b", ["a"], { method: "hash" }), false],
  [
    "another predicate",
    index("a", ["a"], { predicate: "(b > 1)" }),
    index("b", ["a"], { predicate: "(b > 2)" }),
    false,
  ],
])("%s", (_name, a, b, expected) => expect(isDuplicate(a, b)).toBe(expected));
