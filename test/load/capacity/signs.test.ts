import { describe, expect, it } from "vitest";
import { isHopeless, littleCheck, parseObjective } from "../../../src/load/capacity/index.ts";

describe("Little's law", () => {
  it.each([
    ["fits", { users: 50, perSecond: 500, meanMs: 99 }, { inSystem: 49.5, holds: true }],
    ["misses users that pause", { users: 50, perSecond: 500, meanMs: 80 }, { inSystem: 40, holds: false }],
  ])("%s", (_, figures, expected) => {
    expect(littleCheck(figures)).toMatchObject(expected);
  });
});

describe("a hopeless trial", () => {
  const tick = { finished: 100, failed: 0, inFlight: 5, requestsPerSecond: 100, p99Ms: 500 };
  it.each([
    ["half of the answers are too slow", { elapsedMs: 1_500, p50Ms: 300, p90Ms: 400 }, true],
    ["a tenth is too slow for long", { elapsedMs: 5_000, p50Ms: 20, p90Ms: 300 }, true],
    ["a tenth is too slow at first", { elapsedMs: 1_500, p50Ms: 20, p90Ms: 300 }, false],
    ["only the tail is too slow", { elapsedMs: 9_000, p50Ms: 20, p90Ms: 100 }, false],
  ])("%s: %j", (_, figures, expected) => {
    expect(isHopeless({ ...tick, ...figures }, [parseObjective("p99<200ms")])).toBe(expected);
  });

  it("is never given up for errors alone", () => {
    expect(isHopeless({ ...tick, elapsedMs: 9_000, p50Ms: 900 }, [parseObjective("errors<1%")])).toBe(false);
  });
});
