import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { levelsOf, nextWish, type Observation, type Search } from "../../../src/load/capacity/index.ts";
import { kneeOf } from "../../../src/load/capacity/knee.ts";
import { seededRandom } from "../../../src/load/statistics/index.ts";
import { deterministicKnee, simulatedTrial } from "./queue.ts";
import { objectives, searchWith, settings, steady } from "./support.ts";

describe("a search", () => {
  it("begins with the rate that it is given", () => {
    expect(nextWish({ settings, trials: [], spentMs: 0 })).toMatchObject({
      ratePerSecond: 100,
      purpose: "exponential",
    });
  });

  it("doubles, halves the gap geometrically, and holds what passed", () => {
    const { trials, ending } = searchWith((rate) => steady(rate, rate > 700 ? 0.5 : 0));
    expect(trials.slice(0, 6).map(({ ratePerSecond }) => ratePerSecond)).toEqual([100, 200, 400, 800, 565.7, 672.7]);
    const last = trials.at(-1);
    expect(last).toMatchObject({ purpose: "confirmation", durationMs: settings.confirmationMs });
    expect(last?.ratePerSecond).toBeGreaterThan(700 / 1.05);
    expect(last?.ratePerSecond).toBeLessThanOrEqual(700);
    expect(ending).toBe("held");
  });

  it("looks once more at a failure that closes the gap", () => {
    const { trials } = searchWith((rate) => steady(rate, rate > 700 ? 0.05 : 0));
    const above = trials.filter(({ ratePerSecond }) => ratePerSecond > 700).map(({ ratePerSecond }) => ratePerSecond);
    const nearest = Math.min(...above);
    expect(above.filter((rate) => rate === nearest).length).toBeGreaterThan(1);
  });

  it("is not misled by a single burst below the knee", () => {
    let isFirst = true;
    const { trials } = searchWith((rate) => {
      const isBurst = rate === 565.7 && isFirst;
      if (isBurst) isFirst = false;
      return isBurst ? { ...steady(rate, 0), stretches: burst(steady(rate, 0)) } : steady(rate, rate > 700 ? 0.5 : 0);
    });
    const knee = kneeOf(levelsOf(trials, objectives), objectives);
    expect(trials.filter(({ ratePerSecond }) => ratePerSecond === 565.7).length).toBeGreaterThan(1);
    expect(knee?.interval.high).toBeGreaterThan(600);
  });

  it("ends at the highest rate that is allowed", () => {
    const { trials, ending } = searchWith((rate) => steady(rate, 0), { highestPerSecond: 1_000 });
    expect(Math.max(...trials.map(({ ratePerSecond }) => ratePerSecond))).toBe(1_000);
    expect(ending).toBe("held");
  });

  it("says that nothing passed", () => {
    expect(searchWith((rate) => steady(rate, 0.5)).ending).toBe("nothing-passed");
  });

  it("repeats a trial whose generator was starved, twice at most, and never counts it as a failure", () => {
    const { trials, ending } = searchWith(
      (rate) => steady(rate, 0),
      { highestPerSecond: 1_000 },
      (rate) => rate > 300,
    );
    const starved = trials.filter(({ isStarved }) => isStarved);
    expect(starved.filter(({ ratePerSecond }) => ratePerSecond === 400)).toHaveLength(3);
    expect(levelsOf(trials, objectives).every(({ leaning }) => leaning === "passed")).toBe(true);
    expect(ending).toBe("held");
    expect(trials.at(-1)?.ratePerSecond).toBeLessThanOrEqual(300);
  });

  it("goes on below a confirmation that failed early", () => {
    const { trials } = searchWith(
      (rate, { purpose }) => steady(rate, purpose === "confirmation" && rate > 500 ? 0.2 : rate > 700 ? 0.5 : 0),
      {
        budgetMs: 200_000,
      },
    );
    const confirmations = trials.filter(({ purpose }) => purpose === "confirmation");
    expect(confirmations.length).toBeGreaterThan(1);
    expect(confirmations[1]?.ratePerSecond).toBeLessThan(confirmations[0]?.ratePerSecond ?? 0);
  });

  it("concludes the same from the same trials", () => {
    const { trials } = searchWith((rate) => steady(rate, rate > 700 ? 0.5 : 0));
    const search: Search = { settings, trials: trials.slice(0, 4), spentMs: 12_000 };
    expect(nextWish(search)).toEqual(nextWish(search));
  });

  it("keeps its budget whatever a server does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 5_000, max: 300_000 }), (seed, budgetMs) => {
        const draw = seededRandom(seed);
        const shares = (): Observation => steady(200, draw() ** 4, draw() < 0.2);
        const { trials, spentMs } = searchWith(shares, { budgetMs, confirmationMs: budgetMs / 3 }, () => draw() < 0.1);
        expect(spentMs).toBeLessThanOrEqual(budgetMs);
        expect(trials.length).toBeLessThan(200);
      }),
      { numRuns: 60 },
    );
  });
});

/** All that broke the objective in one stretch: a stall, not a rate that is too high. */
const burst = ({ stretches }: Observation): Observation["stretches"] =>
  stretches.map((stretch, index) => (index === 5 ? { ...stretch, broken: [stretch.finished] } : stretch));

describe("a search on a queue whose truth is known", () => {
  const runs = (serviceMs: number, limitMs: number, constant: boolean) =>
    Array.from({ length: 20 }, (_, seed) => {
      const draw = seededRandom(7_919 * (seed + 1));
      const most = 1_000 / serviceMs;
      const goals = [{ text: "", allowedShare: 0.01, limitMs }];
      const { trials } = searchWith(
        (rate, { durationMs }) =>
          simulatedTrial(
            { servers: 1, serviceMs: () => serviceMs },
            { rate, durationMs, limitMs: [limitMs], draw, constant },
          ),
        {
          objectives: goals,
          startPerSecond: Number((0.7 * most).toPrecision(4)),
          ceilingPerSecond: most * (0.98 + 0.04 * draw()),
          budgetMs: 82_000,
        },
      );
      return kneeOf(levelsOf(trials, goals), goals);
    });

  it.each([
    ["M/D/1 with 2 ms, p99 < 20 ms", 2, 20, false, deterministicKnee(2, 20, 0.01)],
    ["M/D/1 with 1 ms, p99 < 10 ms", 1, 10, false, deterministicKnee(1, 10, 0.01)],
    ["D/D/1 with 5 ms, p99 < 50 ms", 5, 50, true, 200],
  ])("covers the knee of %s in 17 of 20 runs and is within 5 %%", (_, serviceMs, limitMs, constant, truth) => {
    const knees = runs(serviceMs, limitMs, constant);
    const covering = knees.filter((knee) => (knee?.interval.low ?? 0) <= truth && truth <= (knee?.interval.high ?? 0));
    const near = knees.filter((knee) => Math.abs((knee?.ratePerSecond ?? 0) / truth - 1) <= 0.05);
    expect(covering.length).toBeGreaterThanOrEqual(17);
    expect(near.length).toBeGreaterThanOrEqual(17);
  });
});
