import { expect, test } from "vitest";
import { downtimeBudgetMinutes, failureBudgetRequests } from "../../../src/decide/arithmetic/index.ts";

test.each([
  [0.99, 432],
  [0.995, 216],
  [0.999, 43.2],
  [0.9999, 4.32],
])("an availability of %d leaves %d minutes in 30 days", (availability, minutes) => {
  expect(downtimeBudgetMinutes(availability)).toBe(minutes);
});

test("and as many requests as come in that time", () => {
  expect(failureBudgetRequests(0.999, 1)).toBe(2_592);
});
