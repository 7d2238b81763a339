import { expect, test } from "vitest";
import { type PageMarket, pagePrice, sharedPages } from "../../../../src/advice/indexes/choose/page-price.ts";
import type { Built, Plan } from "../../../../src/advice/indexes/shadow/index.ts";
import { builtNamed, questionNamed } from "./support.ts";

const plan = (cost: number): Plan => ({ cost, rows: 1, scanRows: 1, scans: [] });

/** Questions that cost 1,000, with their ways: what is used, and the cost by it. */
function market(ways: Readonly<Record<string, readonly (readonly [readonly Built[], number])[]>>, budgetPages: number) {
  const all = Object.entries(ways);
  const madeFor = new Map<string, Set<string>>();
  for (const [id, own] of all)
    for (const { key } of own.flatMap(([used]) => used)) madeFor.set(key, (madeFor.get(key) ?? new Set()).add(id));
  const questions = all.map(([id]) => questionNamed(id));
  const waysOf: PageMarket["costs"]["ways"] = ({ id }) => [
    { used: [], plan: plan(1_000) },
    ...(ways[id] ?? []).map(([used, cost]) => ({ used, plan: plan(cost) })),
  ];
  return { questions, costs: { ways: waysOf }, madeFor, budgetPages };
}

const [a, b, c] = [builtNamed("a", 10), builtNamed("b", 20), builtNamed("c", 20)];

test.each([
  ["room for all costs nothing", { x: [[[a], 500]], y: [[[b], 800]] }, 30, 0],
  ["the step that does not fit any more makes the price", { x: [[[a], 500]], y: [[[b], 800]] }, 29, 5],
  [
    "a dearer way counts by what it saves more",
    {
      x: [
        [[a], 500],
        [[b], 400],
      ],
    },
    15,
    5,
  ],
  [
    "a way that saves less for more pages counts nothing",
    {
      x: [
        [[a], 500],
        [[b], 600],
      ],
    },
    15,
    0,
  ],
  ["questions share an index", { x: [[[b], 500]], y: [[[b], 500]], z: [[[c], 600]] }, 39, 10],
] as const)("%s", (_, ways, pages, price) => {
  expect(pagePrice(market(ways, pages))).toBe(price);
});

test("an index that nobody knows of is paid by one", () => {
  expect(sharedPages(a, new Map())).toBe(10);
  expect(sharedPages(a, new Map([[a.key, new Set(["x", "y"])]]))).toBe(5);
});
