import { describe, expect, it } from "vitest";
import { shapeOf, type LoadPlan, type ShapeWishes } from "../../../src/load/index.ts";
import { executorOf, unitFor } from "../../../src/load/export/k6/executor.ts";

const plan = (wishes: ShapeWishes): LoadPlan => ({
  origin: { scheme: "http", host: "h", port: 80 },
  requests: [],
  timeoutMs: 1_000,
  keepAlive: true,
  tls: { verify: true },
  ...shapeOf(wishes),
});

describe("the executor of a plan", () => {
  const cases: readonly (readonly [name: string, wishes: ShapeWishes, executor: object])[] = [
    [
      "users for a time",
      { concurrency: 5, durationMs: 2_000 },
      { executor: "constant-vus", vus: 5, duration: "2000ms" },
    ],
    [
      "a number of iterations, and no more users than that",
      { concurrency: 50, requestLimit: 10 },
      { executor: "shared-iterations", vus: 10, iterations: 10, maxDuration: "86400000ms" },
    ],
    [
      "users in stages, the last level held",
      { concurrency: 1, stages: "10s:5,5s:0", durationMs: 20_000 },
      {
        executor: "ramping-vus",
        startVUs: 0,
        stages: [
          { duration: "0ms", target: 1 },
          { duration: "10000ms", target: 5 },
          { duration: "5000ms", target: 0 },
          { duration: "5000ms", target: 0 },
        ],
      },
    ],
    [
      "a rate",
      { rate: 12.5, durationMs: 4_000, concurrency: 40 },
      {
        executor: "constant-arrival-rate",
        rate: 125,
        timeUnit: "10000ms",
        duration: "4000ms",
        preAllocatedVUs: 13,
        maxVUs: 40,
      },
    ],
    [
      "a rate in stages, cut off where the run ends",
      { rate: 10, stages: "10s:20,10s:40", durationMs: 15_000 },
      {
        executor: "ramping-arrival-rate",
        startRate: 10,
        timeUnit: "1000ms",
        stages: [
          { duration: "10000ms", target: 20 },
          { duration: "5000ms", target: 30 },
        ],
      },
    ],
    [
      "arrivals by number end by time",
      { rate: 10, requestLimit: 50 },
      { executor: "constant-arrival-rate", duration: "5000ms" },
    ],
  ];
  it.each(cases)("%s", (_, wishes, executor) => {
    expect(executorOf(plan(wishes))).toMatchObject(executor);
  });

  it("takes the shortest unit in which every rate is whole", () => {
    expect([[1, 20], [0.5], [1 / 6], [1 / 3_600]].map(unitFor)).toEqual([1_000, 10_000, 60_000, 3_600_000]);
  });
});
