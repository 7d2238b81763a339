import { describe, expect, it } from "vitest";
import {
  isSpoilt,
  levelsOf,
  observationOf,
  parseObjective,
  type Observation,
  type Trial,
} from "../../../src/load/capacity/index.ts";
import { isGrowing } from "../../../src/load/capacity/backlog.ts";
import { evidenceOf } from "../../../src/load/capacity/evidence.ts";
import { simulated } from "../simulated.ts";
import { steady } from "./support.ts";

const objectives = [parseObjective("p99<200ms"), parseObjective("errors<1%")];

describe("a trial as the search sees it", () => {
  it("leaves the warm-up out and counts what broke each objective", () => {
    const measured = simulated({
      slots: 30,
      open: true,
      latencyMs: (slot) => (slot === 20 ? 300 : 20),
      failedShare: (slot) => (slot === 25 ? 1 : 0),
    });
    const { stretches, lost, growth } = observationOf(measured, objectives, 3_000);
    expect(stretches).toHaveLength(27);
    expect(stretches[17]?.broken).toEqual([100, 0]);
    expect(stretches[22]?.broken).toEqual([100, 100]);
    expect(stretches.filter(({ broken }) => broken.some((count) => count > 0))).toHaveLength(2);
    expect(lost).toBe(0);
    expect(growth).toEqual(Array.from({ length: 27 }, () => 0));
  });

  it("counts a slow failure once", () => {
    const measured = simulated({ slots: 10, open: true, latencyMs: () => 300, failedShare: () => 1 });
    const { stretches } = observationOf(measured, objectives, 1_000);
    expect(stretches.every(({ finished, broken }) => broken.every((count) => Math.abs(count - finished) < 1e-9))).toBe(
      true,
    );
  });

  it("counts what was due and never answered", () => {
    const measured = simulated({ slots: 10, open: true });
    const schedule = measured.schedule === undefined ? {} : { schedule: { ...measured.schedule, unsent: 7 } };
    expect(observationOf({ ...measured, ...schedule }, objectives, 1_000).lost).toBe(7);
  });
});

describe("evidence", () => {
  it("is worth all its requests when what broke is spread evenly, and few when it came in a burst", () => {
    const even = evidenceOf([steady(100, 0.02)], 0);
    const burst: Observation = {
      ...steady(100, 0),
      stretches: steady(100, 0).stretches.map((stretch, index) =>
        index === 3 ? { finished: 100, broken: [34] } : stretch,
      ),
    };
    expect(even).toMatchObject({ share: 0.02, requests: 1_700, designEffect: 1 });
    expect(evidenceOf([burst], 0).share).toBeCloseTo(0.02, 6);
    expect(evidenceOf([burst], 0).requests).toBeLessThan(100);
  });
});

describe("a backlog", () => {
  it.each([
    ["grows all along", [9, 11, 10, 12, 9, 10, 11, 10], true],
    ["comes and goes", [9, -8, 10, -12, 9, -10, 11, -8], false],
    ["grew once", [40, 0, 0, 0, 0, 0, 0, 0], false],
    ["is too short to tell", [9, 11, 10, 12], false],
  ])("that %s", (_, growth, expected) => {
    expect(isGrowing({ growth })).toBe(expected);
  });
});

describe("a rate", () => {
  const goals = [parseObjective("p99<200ms")];
  const levelOf = (...observations: readonly Observation[]) =>
    levelsOf(
      observations.map((observation): Trial => ({
        ratePerSecond: 100,
        durationMs: 2_000,
        purpose: "bisection",
        observation,
        isStarved: false,
      })),
      goals,
    )[0];

  it.each([
    ["passes when surely less broke than may", [steady(1_000, 0.001)], "passed"],
    ["fails when surely more broke than may", [steady(1_000, 0.05)], "failed"],
    ["fails when its backlog grows", [steady(1_000, 0, true)], "failed"],
    ["is unclear in between", [steady(100, 0.01)], "unclear"],
  ] as const)("%s", (_, observations, verdict) => {
    expect(levelOf(...observations)?.verdict).toBe(verdict);
  });

  it("is tied when half of its trials broke the objective, and leans to most of them", () => {
    expect(levelOf(steady(5, 0.05), steady(5, 0))).toMatchObject({ isTied: true, leaning: "passed" });
    expect(levelOf(steady(5, 0.05), steady(5, 0), steady(5, 0.05))).toMatchObject({
      isTied: false,
      leaning: "failed",
    });
  });
});

describe("a starved trial", () => {
  const starved = {
    valid: false,
    shareOfDelayThatIsOurs: 0.5,
    reasons: [{ code: "not-run", stolenMs: 1, sharePercent: 50 }],
  } as const;
  const missed = { ...starved, reasons: [{ code: "rate-missed", due: 100, unsent: 50 }] } as const;
  const valid = { valid: true, shareOfDelayThatIsOurs: 0, reasons: [] };
  it.each([
    ["counts when it kept the objective all the same", starved, steady(100, 0), false],
    ["is spoilt when it broke it", starved, steady(100, 0.1), true],
    ["is spoilt when requests were missing", missed, steady(100, 0), true],
    ["is not starved", valid, steady(100, 0.1), false],
  ])("%s", (_, validity, observation, expected) => {
    expect(isSpoilt(validity, observation, [parseObjective("p99<200ms")])).toBe(expected);
  });
});
