import { describe, expect, it } from "vitest";
import { parseObjective } from "../../../src/load/capacity/index.ts";

describe("an objective", () => {
  it.each([
    ["p99<200ms", { text: "p99 < 200ms", allowedShare: 0.01, limitMs: 200 }],
    ["p99.9 <= 1s", { text: "p99.9 <= 1000ms", allowedShare: 0.001, limitMs: 1_000 }],
    ["p50<0.5ms", { text: "p50 < 0.5ms", allowedShare: 0.5, limitMs: 0.5 }],
    ["errors<1%", { text: "errors < 1%", allowedShare: 0.01, limitMs: undefined }],
  ])("%s", (typed, expected) => {
    expect(parseObjective(typed)).toEqual(expected);
  });

  it.each(["errors<0%", "p99>200ms", "mean<200ms", "rate>100", "errors<100%", "GET /users: p99<200ms", "p99<0ms"])(
    "refuses %s, which no rate can be searched for",
    (typed) => {
      expect(() => parseObjective(typed)).toThrow(typed);
    },
  );

  it("refuses what is no comparison", () => {
    expect(() => parseObjective("fast")).toThrow("fast");
  });
});
