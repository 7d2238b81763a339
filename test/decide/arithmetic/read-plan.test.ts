import { expect, test } from "vitest";
import { planReads } from "../../../src/decide/arithmetic/index.ts";

test.each([
  ["few reads", 1_000, 100, { kind: "primary" }],
  ["more writes than reads", 2_000, 2_001, { kind: "write-path" }],
  ["many reads of what changes often", 2_500, 500, { kind: "replicas", replicas: 2 }],
  ["many reads of what rarely changes", 4_000, 400, { kind: "cache", cacheHitRatioNeeded: 0.75 }],
])("%s: %d reads, %d writes per second", (_, readsPerSecond, writesPerSecond, plan) => {
  expect(planReads({ readsPerSecond, writesPerSecond })).toEqual(plan);
});
