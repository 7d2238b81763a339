import { expect, test } from "vitest";
import { type Change, effectsOf } from "../../../src/diff/shadow/effects.ts";
import type { Relation, Relations } from "../../../src/diff/shadow/relations.ts";

const table: Relation = {
  oid: "1",
  name: { schema: "public", name: "t" },
  kind: "table",
  file: "10",
  tablespace: "0",
  table: null,
};
const index: Relation = {
  oid: "2",
  name: { schema: "public", name: "i" },
  kind: "index",
  file: "20",
  tablespace: "0",
  table: "1",
};
const view: Relation = {
  ...table,
  oid: "3",
  name: { schema: "public", name: "m" },
  kind: "materialized-view",
  file: "30",
};
const of = (...relations: readonly Relation[]): Relations => new Map(relations.map((one) => [one.oid, one]));
const read = (rows: number): Change["reads"] => new Map([["1", { times: 1, rows }]]);
const NONE: Change["reads"] = new Map();

const cases: readonly [name: string, change: Partial<Change>, said: string][] = [
  ["nothing", { after: of(table, index) }, "  "],
  ["a scan", { after: of(table, index), reads: read(3) }, " t "],
  ["a rewrite", { after: of({ ...table, file: "11" }, { ...index, file: "21" }), reads: read(3) }, "t i t i"],
  ["a rewrite of an empty table", { after: of({ ...table, file: "11" }), reads: read(0), isRewriting: true }, "t t "],
  [
    "TRUNCATE, whose new index reads the new file",
    { after: of({ ...table, file: "11" }, { ...index, file: "21" }), reads: read(0) },
    "  ",
  ],
  ["a move to another tablespace", { after: of({ ...table, file: "11", tablespace: "9" }) }, "t t "],
  [
    "an index built elsewhere than in a transaction",
    { after: of(table, index, { ...index, oid: "4", file: "40", name: { schema: "public", name: "j" } }) },
    " t j",
  ],
  ["an index that takes over the old file", { after: of(table, { ...index, oid: "4" }) }, "  "],
  [
    "an index on a table that was not there",
    { after: of(table, index, { ...index, oid: "4", file: "40", table: "9" }) },
    "  ",
  ],
  ["a view filled anew without a row", { before: of(view), after: of({ ...view, file: "31" }) }, "m  "],
];

test.each(cases)("%s", (_, change, said) => {
  const { rewritten, scanned, built } = effectsOf({
    before: of(table, index),
    after: of(),
    reads: NONE,
    isRewriting: false,
    ...change,
  });
  const names = (relations: Iterable<Relation>): string => [...relations].map(({ name }) => name.name).join(" ");
  expect(`${names(rewritten)} ${names(scanned.keys())} ${names(built)}`).toBe(said);
});
