import { expect, test } from "vitest";
import { foreignKeyChecks } from "../../../../src/advice/indexes/workload/index.ts";
import type { Table, TableActivity } from "../../../../src/catalog/index.ts";
import { catalog, foreignKey, index, table } from "../../hand-made.ts";

const deleted = (count: number): TableActivity => ({
  sequentialScans: 0,
  sequentialRowsRead: 0,
  indexScans: 0,
  inserted: 0,
  updated: 0,
  hotUpdated: 0,
  deleted: count,
  liveRows: 0,
  deadRows: 0,
  modifiedSinceAnalyze: 0,
  lastAnalyzedAt: null,
  sinceAnalyzedSeconds: null,
  lastVacuumedAt: null,
});

const key = foreignKey(["user"], { references: { schema: "public", name: "users" } });
const users = (count: number): Table => table("users", ["id"], { activity: deleted(count) });
const orders = (changes: Partial<Table> = {}): Table =>
  table("orders", ["id", "user"], { constraints: [key], ...changes });

test("deleted parents ask for children, as often as they were deleted", () => {
  expect(foreignKeyChecks(catalog([users(7), orders()]))).toMatchObject([
    { text: 'SELECT 1 FROM public.orders x WHERE "user" = $1 FOR KEY SHARE OF x', calls: 7 },
  ]);
});

test.each([
  ["no parent was deleted", catalog([users(0), orders()])],
  ["an index serves", catalog([users(7), orders({ indexes: [index("orders_user", ["user"])] })])],
])("nothing is asked where %s", (_name, given) => {
  expect(foreignKeyChecks(given)).toEqual([]);
});
