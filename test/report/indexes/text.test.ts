import { expect, test } from "vitest";
import { indexAdviceHtml, indexAdviceMarkdown, indexAdviceText } from "../../../src/report/indexes/index.ts";

type View = Parameters<typeof indexAdviceText>[0];

type Step = View["suggestions"][number]["queries"][number]["planBefore"][number];

const step = (own: Partial<Step>): Step => ({
  depth: 0,
  node: "",
  relation: "orders",
  index: null,
  isNew: false,
  condition: null,
  filter: null,
  sortKey: [],
  cost: 10,
  share: 1,
  rows: 3,
  ...own,
});

const VIEW: View = {
  source: { kind: "database", name: "shop on localhost:5432", serverVersion: "15.18", files: [] },
  shadow: { engine: "embedded 18.4", sizes: true },
  workload: {
    origins: ["pg_stat_statements"],
    state: "read",
    since: null,
    hidden: 2,
    statements: 3,
    planned: 2,
    assumedLimits: 1,
    assumedRanges: 0,
    candidates: 4,
    plannerCalls: 9,
  },
  suggestions: [
    {
      schema: "public",
      table: "orders",
      name: "idx_orders_user_id",
      kind: "single",
      up: ["CREATE INDEX CONCURRENTLY idx_orders_user_id ON public.orders (user_id);"],
      down: ["DROP INDEX CONCURRENTLY IF EXISTS public.idx_orders_user_id;"],
      sizeBytes: 1_800_000,
      writeEntries: 20,
      writeCost: 20,
      saving: 100,
      queries: [
        {
          text: "select * from <orders> where user_id = $1",
          origin: "pg_stat_statements",
          calls: 20,
          meanMs: 4.25,
          costBefore: 4_941,
          costAfter: 42.6,
          scansBefore: ["Seq Scan on orders"],
          scansAfter: ["Index Scan on orders by the new index"],
          planBefore: [step({ node: "Seq Scan", filter: "(user_id = $1)" })],
          planAfter: [step({ node: "Index Scan", index: "idx_<b>", isNew: true, condition: "(user_id = $1)" })],
        },
      ],
      replaces: [{ index: "orders_user", sizeBytes: 1_000_000, drop: "DROP INDEX CONCURRENTLY public.orders_user;" }],
    },
  ],
  foreignKeys: [],
  whyNot: [
    { code: "cheap-already", what: "select 1", figures: { cost: 8.2 }, reason: null },
    {
      code: "writes-outweigh",
      what: "users (email)",
      figures: { saved: 50, writeCost: 900, entries: 900 },
      reason: null,
    },
  ],
  unplanned: [{ text: "select f($1)", origin: "a.sql", reason: "function f(text) does not exist" }],
  verified: null,
  notes: [],
  written: ["migrations/20260101_add_indexes.sql", "migrations/20260101_add_indexes_rollback.sql"],
};

test("each index comes with its proof, each refusal with its reason", () => {
  expect(indexAdviceText(VIEW)).toBe(`=== Index Suggestions ===
Database: shop on localhost:5432, PostgreSQL 15.18
Queries: 2 planned of 3 from pg_stat_statements
Planner: embedded 18.4, 4 candidates, 9 plans

SUGGESTED INDEXES (1 found):
  1. CREATE INDEX CONCURRENTLY idx_orders_user_id ON public.orders (user_id);
     single index, ~1.8 MB, ~20 entries by the workload's writes
     cost 4,941 -> 42.6 (20 calls, 4.3 ms each): select * from <orders> where user_id = $1
       before: Seq Scan on orders
       after:  Index Scan on orders by the new index
     makes orders_user unnecessary (1.0 MB): DROP INDEX CONCURRENTLY public.orders_user;

FOREIGN KEYS WITHOUT AN INDEX, NOT PROVEN (0 found):
  none

WHY NOT:
  select 1 - costs 8.2: nothing worth saving
  users (email) - would save 50.0 and cost the workload's 900 writes 900

NOT PLANNED (1 statements):
  select f($1) (a.sql) - function f(text) does not exist

ABOUT THESE FIGURES:
  Costs are the planner's: a page read in sequence is 1. They are estimates; no query was run and no row was read.
  Correlated columns are judged as independent of each other: extended statistics cannot be copied.
  2 statements of other roles are hidden: GRANT pg_read_all_stats TO the role.
  The LIMIT of 1 statements is a parameter: the rows that they gave per call were taken for it.

Generated migration: migrations/20260101_add_indexes.sql
Generated rollback: migrations/20260101_add_indexes_rollback.sql
`);
});

test("text of strangers is text in every form", () => {
  const hostile = { ...VIEW, source: { ...VIEW.source, name: "<script>\u001b[31m|`" } };
  expect(indexAdviceHtml(hostile)).not.toContain("<script>");
  expect(indexAdviceHtml(hostile)).toContain("&lt;orders&gt;");
  expect(indexAdviceHtml(hostile)).toContain("<mark>idx_&lt;b&gt;, new</mark>");
  expect(indexAdviceText(hostile)).not.toContain("\u001b");
  expect(indexAdviceMarkdown(hostile)).not.toMatch(/<script>|\u001b/);
});

const spread = (medianMs: number) => ({ medianMs, lowMs: medianMs - 0.5, highMs: medianMs + 0.5, runs: 7 });

test("what was built and measured is said with its intervals, and what was not with its reason", () => {
  const verified: View["verified"] = {
    indexes: [
      { name: "idx_a", state: "dropped", buildMs: 1_250, sizeBytes: 2_000_000, reason: null },
      { name: "idx_b", state: "failed", buildMs: null, sizeBytes: null, reason: "division by zero" },
      { name: "idx_c", state: "left", buildMs: 3, sizeBytes: 8_192, reason: "lock timeout" },
    ],
    queries: [
      {
        text: "q1",
        before: spread(40),
        drift: { first: spread(41), again: spread(38) },
        after: spread(2),
        uses: ["idx_a"],
        verdict: "faster",
        reason: null,
      },
      {
        text: "q2",
        before: spread(4),
        drift: null,
        after: spread(4),
        uses: [],
        verdict: "no-difference",
        reason: null,
      },
      {
        text: "q3",
        before: null,
        drift: null,
        after: null,
        uses: [],
        verdict: "not-measured",
        reason: "unknown-values",
      },
    ],
  };
  const text = indexAdviceText({ ...VIEW, verified });
  expect(text).toContain(
    [
      "BUILT AND MEASURED (3 indexes):",
      "  idx_a - built in 1.25 s, 2.0 MB, dropped again",
      "  idx_b - PostgreSQL could not build it: division by zero",
      "  idx_c - still there, it could not be dropped: lock timeout",
      "  40.00 ms [39.50-40.50] -> 2.00 ms [1.50-2.50] (20.0 times as fast), by idx_a: q1",
      "    without them 41.00 ms [40.50-41.50] before, 38.00 ms [37.50-38.50] afterwards: it drifted meanwhile, so trust only a difference that is larger",
      "    medians of 7 and 7 runs, in brackets the interval that holds each at 95 %",
      "  4.00 ms [3.50-4.50] -> 4.00 ms [3.50-4.50] (no difference beyond chance), by none of the new indexes: q2",
    ].join("\n"),
  );
  expect(text).toContain("  not measured, the values of its parameters are unknown");
  expect(indexAdviceHtml({ ...VIEW, verified })).toContain("<h2>Built and measured</h2>");
  expect(indexAdviceMarkdown({ ...VIEW, verified })).toContain("## Built and measured");
});
