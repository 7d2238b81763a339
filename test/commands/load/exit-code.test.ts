import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../../src/commands/load/index.ts";
import { loadReport } from "../../../src/load/index.ts";
import type { LoadReport } from "../../../src/load/result/index.ts";
import { goodRoute, measuredOf, plan } from "../../load/support.ts";

const facts = { plan, shown: "x", startedAt: new Date(0), targetP99: { ms: 200, asked: false } };
const report = loadReport(facts, measuredOf([goodRoute(5, 10)]));
const [promise] = report.thresholds;
const broken = (changes: object) =>
  promise === undefined ? [] : [{ ...promise, asked: true, met: false, ...changes }];
const starved = { valid: false, oursPercent: 60, reasons: [] };
const written = [{ what: "samples" as const, to: "a", count: 1, problem: "the disk is full" }];

describe("the exit code of a load", () => {
  it.each<[string, Partial<LoadReport>, number]>([
    ["nothing was asked", {}, 0],
    ["a default was missed", { thresholds: broken({ asked: false }) }, 0],
    ["a promise was broken", { thresholds: broken({}) }, 1],
    ["too many errors ended it", { aborted: true }, 1],
    ["the generator was starved", { validity: starved }, 5],
    ["a time was too long, as a starved generator's are", { validity: starved, thresholds: broken({}) }, 5],
    [
      "a status was wrong, however busy the generator",
      { validity: starved, thresholds: broken({ unit: "status" }) },
      1,
    ],
    ["a file is not complete", { written }, 3],
    ["a promise was broken, and a file is not complete", { written, thresholds: broken({}) }, 1],
  ])("%s: %s", (_, changes, code) => {
    expect(exitCodeOf({ ...report, ...changes })).toBe(code);
  });

  it("is 5 when a thread died, however short the run", () => {
    const generator = { cpuMs: 1, busy: 0, stamps: "program" as const, workers: 2, lostWorkers: ["it was killed"] };
    const lost = loadReport(facts, measuredOf([goodRoute(5, 10)], { elapsedMs: 20, generator }));
    expect(lost.validity?.reasons).toEqual([{ code: "lost-threads", figures: { lost: 1, threads: 2 } }]);
    expect(exitCodeOf(lost)).toBe(5);
  });
});
