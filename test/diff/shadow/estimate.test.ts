import { expect, test } from "vitest";
import type { Effects } from "../../../src/diff/shadow/effects.ts";
import { estimatedSeconds, pagesByOid } from "../../../src/diff/shadow/estimate.ts";
import type { Relation } from "../../../src/diff/shadow/relations.ts";

const relation = (oid: string, kind: Relation["kind"] = "table"): Relation => ({
  oid,
  name: { schema: "public", name: `r${oid}` },
  kind,
  file: oid,
  tablespace: "0",
  table: null,
});
const [table, index, other] = [relation("1"), relation("2", "index"), relation("3")];
const effects = (facts: Partial<Effects>): Effects => ({
  rewritten: [],
  scanned: new Map(),
  built: [],
  created: [],
  ...facts,
});
// 100 MB and 10 MB.
const pages = new Map([
  ["1", 100e6 / 8192],
  ["2", 10e6 / 8192],
]);

const cases: readonly [name: string, effects: Effects, seconds: number | null][] = [
  ["nothing read", effects({}), null],
  ["a scan", effects({ scanned: new Map([[table, 1]]) }), 1],
  ["two scans", effects({ scanned: new Map([[table, 2]]) }), 2],
  [
    "a rewrite reads, writes and builds",
    effects({ scanned: new Map([[table, 1]]), rewritten: [table, index], built: [index] }),
    2.1,
  ],
  ["a table of unknown size", effects({ scanned: new Map([[other, 1]]) }), null],
];

test.each(cases)("%s", (_, one, seconds) => {
  const found = estimatedSeconds(one, { pages, megabytesPerSecond: 100 });
  expect(found === null ? null : Math.round(found * 1000) / 1000).toBe(seconds);
});

test("sizes go by the name that the target has", () => {
  const sizes = new Map([['["public","r1"]', { pages: 7, rows: 1 }]]);
  expect(pagesByOid([table, other], sizes)).toEqual(new Map([["1", 7]]));
});
