import { expect, test } from "vitest";
import { askPlan } from "../../../../src/advice/indexes/shadow/index.ts";
import type { Row, Session } from "../../../../src/catalog/index.ts";

const scan = { "Node Type": "Index Scan", "Relation Name": "journal_a", "Index Name": "journal_a_at", "Plan Rows": 5 };
const plan = (more: Readonly<Record<string, unknown>>, cost: number): readonly Row[] => [
  { "QUERY PLAN": [{ Plan: { "Node Type": "Append", "Total Cost": cost, "Plan Rows": 9, ...more } }] },
];

/** A server that leaves all partitions out for NULL, unless it must not. */
function sessionOf(asked: string[]): Session {
  let prunes = true;
  const never = async (): Promise<never> => {
    throw new Error("not asked here");
  };
  return {
    serverVersion: 180_004,
    database: "d",
    user: "u",
    where: "here",
    query: async (sql) => {
      asked.push(sql);
      if (sql.startsWith("SET")) prunes = sql.endsWith("on");
      if (!sql.startsWith("EXPLAIN")) return [];
      return prunes ? plan({ "Subplans Removed": 1, Plans: [] }, 40) : plan({ Plans: [scan] }, 50);
    },
    script: never,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

test("a plan whose partitions are left out for NULL tells what other values would read", async () => {
  const asked: string[] = [];
  const answer = await askPlan(sessionOf(asked), { sql: "select 1 from journal where at > $1", parameters: 1 });
  expect(answer).toMatchObject({ plan: { cost: 40, rows: 9, scanRows: 5, scans: [{ index: "journal_a_at" }] } });
  expect(asked.filter((sql) => sql.startsWith("SET"))).toEqual([
    "SET enable_partition_pruning = off",
    "SET enable_partition_pruning = on",
  ]);
});
