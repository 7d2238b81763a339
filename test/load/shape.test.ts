import { describe, expect, it } from "vitest";
import { shapeOf, type ShapeWishes } from "../../src/load/index.ts";

const constant = "constant" as const;

describe("how much load", () => {
  it.each<[string, ShapeWishes, object]>([
    ["nothing said: 10 users, 30 s", {}, { concurrency: 10, durationMs: 30_000 }],
    ["a number of requests has no time", { requestLimit: 9 }, { concurrency: 10, requestLimit: 9 }],
    ["both end it", { requestLimit: 9, durationMs: 5 }, { concurrency: 10, requestLimit: 9, durationMs: 5 }],
    [
      "a rate opens it, over as many connections as a second of it needs",
      { rate: 500 },
      { concurrency: 500, durationMs: 30_000, arrival: { startPerSecond: 500, stages: [], process: constant } },
    ],
    [
      "a small rate still has ten",
      { rate: 2, durationMs: 1 },
      { concurrency: 10, durationMs: 1, arrival: { startPerSecond: 2, stages: [], process: constant } },
    ],
    [
      "stages of a rate last as long as they say",
      { rate: 0, stages: "10s:100, 500ms:40", concurrency: 7, arrivals: "poisson" },
      {
        concurrency: 7,
        durationMs: 10_500,
        arrival: {
          startPerSecond: 0,
          stages: [
            { durationMs: 10_000, target: 100 },
            { durationMs: 500, target: 40 },
          ],
          process: "poisson",
        },
      },
    ],
    [
      "stages without a rate are users, from one on",
      { stages: "2:20,1:5" },
      {
        concurrency: 20,
        durationMs: 3_000,
        ramp: [
          { durationMs: 0, target: 1 },
          { durationMs: 2_000, target: 20 },
          { durationMs: 1_000, target: 5 },
        ],
      },
    ],
    [
      "or from where --users says, for as long as --duration says",
      { stages: "2:20", concurrency: 30, durationMs: 9_000 },
      {
        concurrency: 30,
        durationMs: 9_000,
        ramp: [
          { durationMs: 0, target: 30 },
          { durationMs: 2_000, target: 20 },
        ],
      },
    ],
  ])("%s", (_, wishes, shape) => {
    expect(shapeOf(wishes)).toEqual(shape);
  });

  it.each(["", "30s", "30s:", ":5", "30s:5:6", "soon:5", "30s:-5", "30s:5,", "30s:1e9x"])(
    "refuses the stages %j",
    (stages) => {
      expect(() => shapeOf({ stages })).toThrow(expect.objectContaining({ code: "load-bad-stages", exitCode: 2 }));
    },
  );

  it("refuses a way of arriving without a rate", () => {
    expect(() => shapeOf({ arrivals: "poisson" })).toThrow(expect.objectContaining({ code: "load-needs" }));
  });
});
