import { describe, expect, it } from "vitest";
import { threadsFor } from "../../../src/edge/load/threads.ts";
import { planTo } from "./support.ts";

const arrival = (startPerSecond: number) => ({ startPerSecond, stages: [], process: "constant" }) as const;

describe("the number of threads that send", () => {
  it.each([
    ["a few requests", { requestLimit: 100, concurrency: 50 }, 0],
    ["a short run", { durationMs: 1_000, concurrency: 50 }, 0],
    ["many users for long", { durationMs: 30_000, concurrency: 500 }, 4],
    ["few users for long, in this thread", { durationMs: 30_000, concurrency: 8, transport: "node" as const }, 0],
    [
      "a rate that one thread carries",
      { durationMs: 30_000, concurrency: 500, arrival: arrival(10_000), transport: "node" as const },
      0,
    ],
    ["a rate that takes three", { durationMs: 30_000, concurrency: 500, arrival: arrival(25_000) }, 3],
    ["what the plan says", { requestLimit: 100, concurrency: 50, workers: 2 }, 2],
    ["no more than there are users", { requestLimit: 100, concurrency: 3, workers: 8 }, 3],
  ])("is right for %s", (_, changes, expected) => {
    expect(threadsFor(planTo(1, changes), 4)).toBe(expected);
  });
});
