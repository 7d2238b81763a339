import { assert, property, subarray } from "fast-check";
import { expect, test } from "vitest";
import { coversTier, highestTiers } from "../../src/decide/tiers.ts";
import { DATA_TIERS } from "../../src/decide/words.ts";

test.each([
  [["pii"], "pii-only", true],
  [["pii"], "phi", false],
  [["phi"], "pii", true],
  [["phi"], "pci", false],
  [["pci"], "phi", false],
  [["phi", "pci"], "pci", true],
  [["phi", "pci"], "regulated", false],
  [["regulated"], "pci", true],
  [["public"], "internal", false],
] as const)("a system for %j holds %s: %s", (highest, tier, holds) => {
  expect(coversTier(highest, tier)).toBe(holds);
});

test.each([
  [
    ["internal", "phi", "pci"],
    ["phi", "pci"],
  ],
  [["public", "public"], ["public"]],
  [["pii", "regulated", "phi"], ["regulated"]],
] as const)("the highest of %j are %j", (tiers, highest) => {
  expect(highestTiers(tiers)).toEqual(highest);
});

test("a system for the highest tiers of a set holds the whole set", () => {
  assert(
    property(subarray([...DATA_TIERS], { minLength: 1 }), (tiers) => {
      expect(tiers.every((tier) => coversTier(highestTiers(tiers), tier))).toBe(true);
    }),
  );
});
