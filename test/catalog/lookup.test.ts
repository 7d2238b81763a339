import { expect, test } from "vitest";
import { lookupOf, type Table } from "../../src/catalog/index.ts";
import { table } from "../advice/hand-made.ts";

const rows = (count: number | null): Pick<Table, "rows"> => ({
  rows: { count, source: count === null ? "unknown" : "statistics" },
});
const partOf = (name: string): Pick<Table, "partitionOf"> => ({ partitionOf: { schema: "public", name } });

const top = table("top", [], { kind: "partitioned", rows: { count: 0, source: "exact" } });
const middle = table("middle", [], { kind: "partitioned", ...partOf("top"), rows: { count: 0, source: "exact" } });
const leaf = table("leaf", [], { ...partOf("middle"), ...rows(5) });
const other = table("other", [], { ...partOf("top"), ...rows(7) });
const lookup = lookupOf({ tables: [top, middle, leaf, other] });

test("finds by schema and name", () => {
  expect(lookup.table({ schema: "public", name: "leaf" })).toBe(leaf);
  expect(lookup.table({ schema: "other", name: "leaf" })).toBeUndefined();
});

test("the leaves of a partitioned table are at any depth", () => expect(lookup.leaves(top)).toEqual([leaf, other]));

test("a plain table is its own leaf", () => expect(lookup.leaves(leaf)).toEqual([leaf]));

test("rows are those of the leaves", () => expect(lookup.rows(top)).toBe(12));

test("an unknown part makes the sum unknown", () => {
  const unknown = { ...other, ...rows(null) };
  expect(lookupOf({ tables: [top, middle, leaf, unknown] }).rows(top)).toBeNull();
});
