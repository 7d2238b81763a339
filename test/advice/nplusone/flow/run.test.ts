import { describe, expect, test } from "vitest";
import { manyHits } from "../../../../src/advice/nplusone/flow/chance.ts";
import { newGroup, type Pair } from "../../../../src/advice/nplusone/flow/group.ts";
import { logChanceOf, newRun, repeat, rowFor, take } from "../../../../src/advice/nplusone/flow/run.ts";
import { columnOf, type Parent } from "../../../../src/advice/nplusone/flow/pool.ts";
import { createStatements } from "../../../../src/advice/nplusone/sql/statements.ts";

const [text] = createStatements().read("select id from users", true);
if (text === undefined) throw new Error("a statement has a text");
const { fingerprint } = text;
const key = { index: 0, name: "id", type: 23, tableOid: 0, attribute: 0 };

/** Chance of a run of lookups over a result with these keys. */
function chance(rows: readonly number[], lookups: readonly number[]): number {
  const shared = { fingerprint, session: 1, transaction: 0, root: undefined, columns: [], endedMs: 0, usedMs: 0 };
  const bits = Int32Array.from(rows);
  const parent: Parent = {
    ...shared,
    keys: [key],
    rows: rows.length,
    bits,
    runs: [],
    groups: undefined,
    isOver: false,
  };
  const sums = { runs: 0, children: 0, totalMs: 0, elsewhere: 0, nearest: 0, hits: [], best: 0, most: 0, shown: [] };
  const pair: Pair = {
    parent: fingerprint,
    column: key,
    child: fingerprint,
    comparison: 0,
    root: fingerprint,
    route: undefined,
    ...sums,
  };
  const column = columnOf(parent, 0);
  if (column === undefined) throw new Error("there is a column");
  const run = newRun(newGroup(pair), column, { child: 1, comparison: 0 });
  for (const value of lookups) {
    const row = rowFor(run, column, value);
    if (row < 0) repeat(run, value);
    else take(run, row, 1);
  }
  return Math.exp(logChanceOf(run));
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);

describe("the chance that lookups of their own accord come like this", () => {
  test.each([
    ["five of five in their order", upTo(5), upTo(5), 1 / 5 ** 5],
    ["three of three out of order", upTo(3), [2, 3, 1], 6 / 27],
    ["one of one", [4], [4], 1],
    ["row for row, with keys that come again", [1, 2, 1, 2, 2, 1], [1, 2, 1, 2, 2, 1], 1 / 2 ** 6],
    ["each second of ten", upTo(10), [2, 4, 6, 8, 10], 252 / 10 ** 5],
  ])("%s", (_name, rows, lookups, expected) => {
    expect(chance(rows, lookups)).toBeCloseTo(expected, 10);
  });

  test("lookups of hot rows are no wonder", () => {
    expect(chance(upTo(10), [3, 3, 1, 3, 7, 1, 2, 3, 1, 9, 7, 3])).toBeGreaterThan(0.05);
  });

  test("a second try right away is none of a hot row", () => {
    expect(chance(upTo(8), [1, 2, 2, 3, 4, 5, 6, 7, 8])).toBeCloseTo(1 / 8 ** 8, 12);
  });
});

test.each([
  [10, 10, 0.25, 0.25 ** 10],
  [0, 10, 0.25, 1],
  [2, 10, 0.25, 1],
])("%i of %i at %f", (hits, tries, p, bound) => {
  expect(manyHits(hits, tries, p)).toBeCloseTo(bound, 12);
});
