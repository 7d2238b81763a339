import fc from "fast-check";
import { expect, test } from "vitest";
import { knownPlans } from "../../../../src/advice/indexes/choose/known-plans.ts";
import type { Built, Plan } from "../../../../src/advice/indexes/shadow/index.ts";
import { builtNamed } from "./support.ts";

const ALL: readonly Built[] = ["a", "b", "c", "d", "e"].map((name) => builtNamed(name));

/** A planner that takes the cheapest of the ways that the given indexes open. */
const planner =
  (ways: readonly { readonly cost: number; readonly wants: readonly number[] }[]) =>
  (on: readonly Built[]): Plan => {
    const open = ways.filter(({ wants }) => wants.every((place) => on.some((one) => one === ALL[place])));
    const [best] = [{ cost: 1_000, wants: [] }, ...open].toSorted((a, b) => a.cost - b.cost);
    const scans = (best?.wants ?? []).map((place) => ({
      node: "Index Scan",
      relation: "t",
      index: ALL[place]?.names[0] ?? null,
      indexCondition: null,
    }));
    return { cost: best?.cost ?? 0, rows: 1, scanRows: 1, scans };
  };

const someOf = fc.uniqueArray(fc.nat(4), { maxLength: 5 });
const aWay = fc.record({ cost: fc.nat(999), wants: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }) });

test("what follows from known plans is what the planner would say", () => {
  fc.assert(
    fc.property(fc.array(aWay, { maxLength: 6 }), fc.array(someOf, { maxLength: 12 }), (ways, questions) => {
      const [ask, known] = [planner(ways), knownPlans()];
      for (const places of questions) {
        const on = places.flatMap((place) => ALL[place] ?? []);
        const truth = ask(on);
        expect(known.find("q", on)?.cost ?? truth.cost).toBe(truth.cost);
        known.keep("q", on, truth);
      }
    }),
  );
});

test("a wide plan answers for what it used, and for no more", () => {
  const known = knownPlans();
  const ask = planner([{ cost: 5, wants: [0] }]);
  known.keep("q", ALL, ask(ALL));
  expect(known.find("q", ALL.slice(0, 2))?.cost).toBe(5);
  expect(known.find("q", ALL.slice(1))).toBeUndefined();
  expect(known.find("other", ALL.slice(0, 1))).toBeUndefined();
});
