import fc from "fast-check";
import { expect, test } from "vitest";
import type { Costs } from "../../../../src/advice/indexes/choose/index.ts";
import type { Harvest } from "../../../../src/advice/indexes/choose/harvest.ts";
import { selectUnderBudget } from "../../../../src/advice/indexes/choose/under-budget.ts";
import type { Built, Plan } from "../../../../src/advice/indexes/shadow/index.ts";
import type { WorkloadQuestion } from "../../../../src/advice/indexes/workload/index.ts";
import { builtNamed } from "./support.ts";

const PAGE = 8_192;

const question = (id: string): WorkloadQuestion => ({
  id,
  sql: id,
  parameters: 0,
  tree: null,
  needs: [],
  tables: new Set<string>(),
  writings: [],
  assumed: [],
  statement: { id, text: id, calls: 1, meanMs: null, rowsPerCall: null, origin: "test" },
});

/** A question costs 1,000 and, with any of its indexes, as much as the best of them says. */
type Savings = Readonly<Record<string, ReadonlyMap<Built, number>>>;

const costsOf = (savings: Savings): Costs => ({
  planOf: async ({ id }, on) => {
    const saved = Math.max(0, ...on.map((one) => savings[id]?.get(one) ?? 0));
    const plan: Plan = { cost: 1_000 - saved, rows: 1, scanRows: 1, scans: [] };
    return plan;
  },
  refusal: async () => undefined,
});

const harvestsOf = (savings: Savings): readonly Harvest[] =>
  Object.entries(savings).map(([id, of]) => ({
    question: question(id),
    base: 1_000,
    now: 1_000,
    best: 0,
    helpers: [...of].map(([built, saved]) => ({ built, cost: 1_000 - saved, saved })),
  }));

const choose = (savings: Savings, pages: number): Promise<readonly Built[]> =>
  selectUnderBudget({ harvests: harvestsOf(savings), costs: costsOf(savings), budgetBytes: pages * PAGE, start: [] });

test("what saves most per page is not taken where two others fill the budget better", async () => {
  const [small, left, right] = [builtNamed("a", 30), builtNamed("b", 50), builtNamed("c", 50)];
  const savings = { x: new Map([[small, 400]]), y: new Map([[left, 600]]), z: new Map([[right, 600]]) };
  expect(new Set(await choose(savings, 100))).toEqual(new Set([left, right]));
});

test("one that serves two questions takes the place of two that serve one each", async () => {
  const [one, two, both] = [builtNamed("a", 10), builtNamed("b", 10), builtNamed("c", 15)];
  const savings = {
    x: new Map([
      [one, 500],
      [both, 480],
    ]),
    y: new Map([
      [two, 500],
      [both, 480],
    ]),
  };
  expect(await choose(savings, 19)).toEqual([both]);
});

test("never above the budget, and no index that nothing would miss", async () => {
  const pool = ["a", "b", "c", "d"].map((name, place) => builtNamed(name, 10 + place * 7));
  const aSaving = fc.dictionary(fc.constantFrom("x", "y", "z"), fc.array(fc.nat(999), { minLength: 4, maxLength: 4 }));
  await fc.assert(
    fc.asyncProperty(aSaving, fc.integer({ min: 0, max: 90 }), async (some, pages) => {
      const savings = Object.fromEntries(
        Object.entries(some).map(([id, saved]) => [id, new Map(pool.map((one, place) => [one, saved[place] ?? 0]))]),
      );
      const chosen = await choose(savings, pages);
      expect(chosen.reduce((sum, one) => sum + one.pages, 0)).toBeLessThanOrEqual(pages);
      for (const one of chosen) expect(Object.values(savings).some((of) => (of.get(one) ?? 0) > 0)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
