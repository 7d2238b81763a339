import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseInRounds, costsOf } from "../../../../src/advice/indexes/choose/index.ts";
import type { Built, IndexPlanner, Plan } from "../../../../src/advice/indexes/shadow/index.ts";
import { builtNamed, questionNamed } from "./support.ts";

const PAGE = 8_192;

/** What a question that costs 1,000 saves with all of these. */
interface Way {
  readonly wants: readonly Built[];
  readonly saved: number;
}

type Savings = Readonly<Record<string, readonly Way[]>>;

interface Asked extends IndexPlanner {
  readonly asked: () => number;
}

function plannerOf(savings: Savings): Asked {
  let asked = 0;
  const plan = (id: string, on: readonly Built[]): Plan => {
    const open = (savings[id] ?? []).filter(({ wants }) => wants.every((one) => on.includes(one)));
    const [best] = open.toSorted((a, b) => b.saved - a.saved);
    const scans = (best?.wants ?? []).map(({ names }) => ({
      node: "Index Scan",
      relation: "t",
      index: names[0] ?? null,
      indexCondition: null,
    }));
    return { cost: 1_000 - (best?.saved ?? 0), rows: 1, scanRows: 1, scans };
  };
  const answer: IndexPlanner["plan"] = async ({ id }, on) => {
    asked += 1;
    return { plan: plan(id, on) };
  };
  return {
    asked: () => asked,
    build: async () => ({ built: [], refused: [] }),
    plan: answer,
    again: answer,
    calls: () => asked,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function choose(savings: Savings, pages: number, planner = plannerOf(savings)): Promise<readonly Built[]> {
  const ids = Object.keys(savings);
  const built = [...new Set(Object.values(savings).flatMap((ways) => ways.flatMap(({ wants }) => wants)))];
  const { chosen } = await chooseInRounds({
    questions: ids.map(questionNamed),
    built,
    madeFor: new Map(built.map(({ key }) => [key, new Set(ids)])),
    costs: costsOf(planner),
    mayReach: true,
    budgetBytes: pages * PAGE,
    observe: () => undefined,
  });
  return chosen;
}

const alone = (one: Built, saved: number): Way => ({ wants: [one], saved });

test("what saves most per page is not taken where two others fill the budget better", async () => {
  const [small, left, right] = [builtNamed("a", 30), builtNamed("b", 50), builtNamed("c", 50)];
  const savings = { x: [alone(small, 400)], y: [alone(left, 600)], z: [alone(right, 600)] };
  expect(new Set(await choose(savings, 100))).toEqual(new Set([left, right]));
});

test("one that serves two questions takes the place of two that serve one each", async () => {
  const [one, two, both] = [builtNamed("a", 10), builtNamed("b", 10), builtNamed("c", 15)];
  const savings = { x: [alone(one, 500), alone(both, 480)], y: [alone(two, 500), alone(both, 480)] };
  expect(await choose(savings, 19)).toEqual([both]);
});

test("two that help only together are taken together", async () => {
  const [one, two, other] = [builtNamed("a", 10), builtNamed("b", 10), builtNamed("c", 20)];
  const savings = { x: [{ wants: [one, two], saved: 900 }], y: [alone(other, 300)] };
  expect(new Set(await choose(savings, 20))).toEqual(new Set([one, two]));
});

test("the planner is asked a few times per question, however many candidates there are", async () => {
  const pool = Array.from({ length: 12 }, (_, place) => builtNamed(`k${place}`, 10 + place));
  const savings = { x: pool.map((one, place) => alone(one, 900 - place)), y: pool.map((one) => alone(one, 500)) };
  const planner = plannerOf(savings);
  await choose(savings, 40, planner);
  expect(planner.asked()).toBeLessThanOrEqual(40);
});

test("never above the budget, and no index that nothing would miss", async () => {
  const pool = ["a", "b", "c", "d"].map((name, place) => builtNamed(name, 10 + place * 7));
  const aSaving = fc.dictionary(fc.constantFrom("x", "y", "z"), fc.array(fc.nat(999), { minLength: 4, maxLength: 4 }));
  await fc.assert(
    fc.asyncProperty(aSaving, fc.integer({ min: 0, max: 90 }), async (some, pages) => {
      const savings = Object.fromEntries(
        Object.entries(some).map(([id, saved]) => [id, pool.map((one, place) => alone(one, saved[place] ?? 0))]),
      );
      const chosen = await choose(savings, pages);
      expect(chosen.reduce((sum, one) => sum + one.pages, 0)).toBeLessThanOrEqual(pages);
      for (const one of chosen)
        expect(
          Object.values(savings).some((of) => of.some(({ wants, saved }) => wants.includes(one) && saved > 0)),
        ).toBe(true);
    }),
    { numRuns: 50 },
  );
});
