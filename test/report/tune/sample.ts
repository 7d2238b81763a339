import type { TuneView } from "../../../src/report/tune/index.ts";
import { HOSTILE, helped } from "../advice/sample.ts";

const statement = { sql: "select $1", executions: 1, totalMs: 1, rows: 1 };
const figures = { changePercent: -90, lowPercent: -95, highPercent: -80, confidencePercent: 98, units: 24 };

export const VIEW: TuneView = {
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
    anyFalseClaimPercent: 2,
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

export const suggestion = {
  schema: "public",
  table: "orders",
  name: `idx_orders_note ${HOSTILE}`,
  kind: "single",
  up: [`CREATE INDEX x; -- ${HOSTILE}`],
  down: ["DROP INDEX x;"],
  sizeBytes: 8_192,
  writeEntries: 0,
  writeCost: 0,
  saving: 99_000,
  queries: [helped],
  replaces: [],
} as const;
