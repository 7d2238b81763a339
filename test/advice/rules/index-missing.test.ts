import { describe, expect, test } from "vitest";
import { advise } from "../../../src/advice/index.ts";
import type { Column, Statement, Table } from "../../../src/catalog/index.ts";
import { catalog, foreignKey, index, known, table, withKey } from "../hand-made.ts";

const ROWS = 100_000;
const PAGES = 1_000;

interface Trial {
  readonly columns?: readonly Column[];
  readonly table?: Partial<Table>;
  readonly statement?: Partial<Statement>;
  readonly equality?: readonly string[];
}

/** A statement that reads a table of 100,000 rows for one value of `code`, and what a case changes about it. */
function found(trial: Trial): readonly string[] {
  const columns = trial.columns ?? [known("id", -1), known("code", -1), known("state", 4), known("shop", 2_000)];
  const rows = { count: ROWS, source: "statistics" } as const;
  const t = withKey(table("t", columns, { rows, pages: PAGES, ...trial.table }));
  const statement: Statement = {
    id: "1",
    text: "SELECT 1",
    calls: 100,
    totalMs: 2_000,
    meanMs: 20,
    rows: 1,
    blocksPerCall: PAGES,
    ...trial.statement,
  };
  const use = { table: t, equality: trial.equality ?? ["code"], joins: [], ranges: [], sort: [] };
  const workload = { statements: [{ statement, uses: [use] }], unread: 0, textOf: () => "SELECT 1" };
  return advise(catalog([t]), { workload }).map(({ code, subject }) => `${code} ${subject.name}`);
}

describe("claimed", () => {
  test.each<[string, Trial, string]>([
    ["a column that finds one row", {}, "index-missing t.code"],
    ["the most selective of several", { equality: ["state", "code"] }, "index-missing t.code"],
    [
      "two that only together find few",
      { columns: [known("id", -1), known("a", 50), known("b", 40)], equality: ["a", "b"] },
      "index-missing t(a, b)",
    ],
    [
      "beside an index on a column of four values",
      { table: { indexes: [index("i", ["state"])] }, equality: ["state", "code"] },
      "index-missing t.code",
    ],
    [
      "a foreign key without an index is named as such",
      { table: { constraints: [foreignKey(["shop"])] }, equality: ["shop"] },
      "fk-unindexed t.shop",
    ],
  ])("%s", (_name, trial, expected) => expect(found(trial)).toEqual([expected]));
});

describe("not claimed", () => {
  test.each<[string, Trial]>([
    ["a small table", { table: { rows: { count: 9_999, source: "statistics" } } }],
    ["a fast statement", { statement: { meanMs: 0.9 } }],
    ["a single question", { statement: { calls: 1, totalMs: 20 } }],
    ["a statement that touched a part of the table", { statement: { blocksPerCall: 499 } }],
    ["a column of four values", { equality: ["state"] }],
    ["no column at all", { equality: [] }],
    ["an index that serves it", { table: { indexes: [index("i", ["code"])] } }],
    [
      "an index on another selective column of it",
      { equality: ["shop", "code"], table: { indexes: [index("i", ["shop"])] } },
    ],
    ["its primary key", { equality: ["id"] }],
    [
      "a composite index on all of them",
      { equality: ["state", "code"], table: { indexes: [index("i", ["state", "code"])] } },
    ],
    ["a column without statistics", { columns: [known("id", -1), known("code", 0)] }],
    ["a foreign table", { table: { kind: "foreign" } }],
    ["one that mostly finds nulls", { columns: [known("id", -1), known("code", 10)] }],
  ])("%s", (_name, trial) => expect(found(trial)).toEqual([]));
});
