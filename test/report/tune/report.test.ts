import { expect, test } from "vitest";
import { paint } from "../../../src/kit/index.ts";
import { tuneHtml, tuneText, type TuneView } from "../../../src/report/tune/index.ts";

const statement = { sql: "select $1", executions: 1, totalMs: 1, rows: 1 };
const figures = { changePercent: -90, lowPercent: -95, highPercent: -80, confidencePercent: 98, units: 24 };

const VIEW: TuneView = {
  database: { name: "shop <b>\u001b[31m", serverVersion: "18.4", isCopy: false },
  api: { command: null, url: "http://localhost:3000" },
  attribution: { profile: "time-windows", shares: "load-counts", outside: { statements: 3, totalMs: 1 } },
  routes: [
    {
      route: "POST /orders",
      writes: true,
      share: 1,
      requests: 6,
      failed: 1,
      requestMs: 12.34,
      statementsPerRequest: 21,
      databaseMs: 6,
      databaseShare: 0.486,
      statements: [{ statement: "select '<i>'", perRequest: 20, msPerRequest: 5, rowsPerCall: 1 }],
    },
  ],
  nPlusOne: [
    {
      class: "proven",
      parentColumn: "orders.id",
      childColumn: "items.order_id",
      parentTable: "orders",
      childTable: "items",
      parent: statement,
      child: statement,
      relation: "foreign-key",
      runs: 1,
      queries: 20,
      mostQueries: 20,
      totalMs: 10,
      elsewhere: 0,
      chance: 0.0001,
      batchedSql: "select $1 = ANY($1)",
      route: null,
      values: [],
      routes: ["POST /orders"],
    },
  ],
  suspected: [],
  suggestions: [],
  whyNot: [],
  unplanned: [],
  migration: { files: ["migrations/1_add_indexes.sql"], up: ["CREATE INDEX x;"], lint: null },
  applied: { state: "applied", message: null, rollback: "backwright db rollback migrations/1_add_indexes.sql" },
  comparison: {
    mode: "one-after-the-other",
    users: 4,
    roundMs: 417,
    rounds: 24,
    failedRequests: 2,
    rate: {
      beforePerSecond: 100,
      afterPerSecond: 300,
      changePercent: 200,
      lowPercent: 150,
      highPercent: 260,
      verdict: "more",
    },
    routes: [
      {
        route: "POST /orders",
        requestsBefore: 10,
        requestsAfter: 30,
        measures: [
          { name: "p50", beforeMs: 20, afterMs: 2, ...figures, verdict: "faster" },
          {
            name: "p95",
            beforeMs: 30,
            afterMs: 29,
            ...figures,
            lowPercent: -12,
            highPercent: 4,
            verdict: "no-difference-shown",
          },
          { name: "p99", beforeMs: 40, afterMs: null, ...figures, changePercent: null, verdict: "no-difference-shown" },
        ],
      },
    ],
  },
  interrupted: false,
  notes: [],
  elapsedMs: 41_000,
};

test("the text claims what the intervals carry, and says what was done", () => {
  const text = tuneText(VIEW, { columns: 100, paint: paint(false) });
  for (const line of [
    "POST /orders: 21.0 statements, 12.3 ms, 48.6% in the database, writes data, 1 requests failed",
    "on: POST /orders",
    "100 -> 300 requests/s: 200 % more (150 % to 260 %)",
    "p50 20.0 -> 2.00 ms: 90 % less time (80 % to 95 %)",
    "p95 30.0 -> 29.0 ms: no difference shown (-12.0 % to +4.0 %)",
    "p99 40.0 -> - ms: too few requests to compare",
    "Applied. Undo it: backwright db rollback migrations/1_add_indexes.sql",
    "The load writes data: POST /orders.",
    "3 statements began between requests and belong to no route.",
  ])
    expect(text).toContain(line);
  expect(text).not.toContain("\u001b");
});

test("the page holds no markup and no escape of strangers, and nothing from elsewhere", () => {
  const html = tuneHtml(VIEW);
  expect(html).toContain("shop &lt;b&gt;");
  expect(html).toContain("select &#39;&lt;i&gt;&#39;");
  expect(html).not.toMatch(/<script|<b>|\u001b|src=|href=/);
  expect(html).toContain('class="faster"');
});

test.each([
  ["failed", "The migration failed: lock. What was done before that stays; undo it: backwright db rollback x"],
  ["refused-by-lint", "Not applied: lint has found an error"],
  ["declined", "Not applied: the answer was no."],
  ["on-copy", "your database was not touched"],
  ["not-asked", "Apply the migration and measure again: --apply"],
] as const)("%s is said", (state, words) => {
  const applied = { state, message: "lock", rollback: "backwright db rollback x" };
  expect(tuneText({ ...VIEW, applied }, { columns: 100, paint: paint(false) })).toContain(words);
});
