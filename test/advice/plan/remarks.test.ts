import { expect, test } from "vitest";
import { readPlanTree, remarksOn } from "../../../src/advice/plan/index.ts";

const scan = {
  "Node Type": "Seq Scan",
  "Relation Name": "orders",
  "Total Cost": 90,
  "Plan Rows": 5,
  Filter: "(a = 1)",
};
const cheap = { "Node Type": "Index Scan", "Relation Name": "users", "Total Cost": 8, "Plan Rows": 5_000 };
const codes = (plan: object): readonly string[] =>
  remarksOn(readPlanTree([{ Plan: plan }]) ?? []).map(({ at, code }) => `${at} ${code}`);

test("shares are of the whole, own costs without what is below", () => {
  const plan = { "Node Type": "Sort", "Total Cost": 100, "Plan Rows": 5, "Sort Key": ["a"], Plans: [scan] };
  const nodes = readPlanTree(JSON.stringify([{ Plan: plan }])) ?? [];
  expect(nodes.map(({ node, depth, ownCost, costShare }) => [node, depth, ownCost, costShare])).toEqual([
    ["Sort", 0, 10, 0.1],
    ["Seq Scan", 1, 90, 0.9],
  ]);
});

const outer = { ...cheap, "Parent Relationship": "Outer" };
const inner = { ...scan, "Parent Relationship": "Inner" };

test.each<[string, object, readonly string[]]>([
  ["a filter over a whole table", scan, ["0 reads-whole-table"]],
  ["a whole table that is wanted", { ...scan, Filter: undefined }, []],
  [
    "again for each row",
    { "Node Type": "Nested Loop", "Total Cost": 500_000, Plans: [outer, inner] },
    ["2 scanned-per-row"],
  ],
  [
    "once for one row",
    { "Node Type": "Nested Loop", "Total Cost": 100, Plans: [{ ...outer, "Plan Rows": 1 }, inner] },
    ["2 reads-whole-table"],
  ],
  [
    "a sort on disk",
    { "Node Type": "Sort", "Total Cost": 9, "Sort Space Type": "Disk", "Sort Space Used": 8 },
    ["0 sort-on-disk"],
  ],
  ["a hash in files", { "Node Type": "Hash", "Total Cost": 9, "Hash Batches": 4 }, ["0 hash-on-disk"]],
  ["far off", { ...cheap, "Actual Rows": 90_000, "Actual Loops": 1, "Actual Total Time": 3 }, ["0 estimate-off"]],
  ["off by a little", { ...cheap, "Actual Rows": 9_000, "Actual Loops": 1, "Actual Total Time": 3 }, []],
  [
    "a filter behind an index",
    {
      ...cheap,
      "Plan Rows": 3,
      "Actual Rows": 3,
      "Actual Loops": 1,
      "Actual Total Time": 3,
      "Rows Removed by Filter": 9_000,
    },
    ["0 throws-rows-away"],
  ],
  [
    "an index only in name",
    { "Node Type": "Index Only Scan", "Total Cost": 9, "Heap Fetches": 5_000 },
    ["0 visits-heap"],
  ],
])("%s", (_name, plan, expected) => expect(codes(plan)).toEqual(expected));

test.each([undefined, "[]", "{}", [{}]])("%j is no plan", (answer) => expect(readPlanTree(answer)).toBeUndefined());
