import { describe, expect, it } from "vitest";
import { checkCaps, checkLimits } from "../../src/load/index.ts";
import { plan } from "./support.ts";

describe("limits", () => {
  it.each([
    ["--concurrency 10000", { concurrency: 10_001 }],
    ["--duration 24h", { durationMs: 86_400_001 }],
    ["--requests 1000000000", { requestLimit: 1_000_000_001 }],
  ])("%s", (most, changes) => {
    const check = (): void => checkLimits({ ...plan, ...changes });
    expect(check).toThrow(expect.objectContaining({ code: "load-over-limit", exitCode: 2 }));
    const hint = `Use ${most} or less; share larger loads between machines.`;
    expect(check).toThrow(expect.objectContaining({ hint }));
  });

  it("let through what is at them", () => {
    expect(() => checkLimits({ ...plan, concurrency: 10_000, durationMs: 86_400_000 })).not.toThrow();
  });
});

describe("caps", () => {
  it.each([
    ["connections", { concurrency: 2_001 }, "2000 users"],
    [
      "a rate",
      { arrival: { startPerSecond: 1, stages: [{ durationMs: 1, target: 20_001 }], process: "constant" } },
      "20000 requests a second",
    ],
    ["a time", { durationMs: 7_200_001 }, "2h a run"],
    ["a total", { requestLimit: 100_000_001 }, "100000000 requests"],
    [
      "a rate for a time",
      { durationMs: 7_200_000, arrival: { startPerSecond: 20_000, stages: [], process: "poisson" } },
      "100000000 requests",
    ],
  ] as const)("ask for a word before %s too large", (_, changes, part) => {
    const check = (): void => checkCaps({ ...plan, ...changes });
    expect(check).toThrow(expect.objectContaining({ code: "load-over-cap", exitCode: 4 }));
    expect(check).toThrow(`above the cap of ${part}`);
    expect(() => checkLimits({ ...plan, ...changes })).not.toThrow();
  });
});

describe("a plan that says too little", () => {
  const { durationMs: _, ...endless } = plan;

  it.each([
    ["request", { ...plan, requests: [] }],
    ["weight", { ...plan, requests: plan.requests.map((request) => ({ ...request, weight: 0 })) }],
    ["user", { ...plan, concurrency: 0 }],
    ["user", { ...plan, concurrency: 1.5 }],
    ["end", endless],
  ])("has no %s", (missing, incomplete) => {
    const check = (): void => checkLimits(incomplete);
    expect(check).toThrow(expect.objectContaining({ code: "load-empty-plan", exitCode: 2 }));
    expect(check).toThrow(missing);
  });
});
