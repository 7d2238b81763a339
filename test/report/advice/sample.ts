import type { HelpedQuery } from "../../../src/advice/indexes/index.ts";
import type { Analysis } from "../../../src/advice/index.ts";

export const analysis: Analysis = {
  source: {
    kind: "database",
    database: "shop",
    where: "localhost:5432",
    user: "me",
    serverVersion: "18.4",
    files: [],
    refused: [],
  },
  analyzedAt: "2024-01-15T10:00:00.000Z",
  totals: { tables: 24, partitions: 0, rows: 1_247_832, rowsExact: false, tablesOfUnknownSize: 0 },
  tables: [],
  countersSince: null,
  workload: { state: "read", statements: 12, hidden: 0, unread: 0, since: null },
  findings: [],
  suppressed: [],
  unusedSuppressions: [],
  counts: { error: 0, warning: 0, info: 0 },
  baseline: null,
  failOn: "never",
  failed: false,
  slowStatements: [],
  nPlusOne: { examined: false },
  suggestions: [],
  plans: null,
  diagram: { tables: [], links: [] },
  changes: { since: null, gone: [], added: [] },
  limits: [],
  written: [],
  present: [],
};

/** What a stranger may call a table, and write into a statement. */
export const HOSTILE = `</code><script>document.title="broken"</script><img src=x onerror=alert(1)>\u001b[31m`;

const step = {
  depth: 0,
  relation: `orders ${HOSTILE}`,
  index: null,
  isNew: false,
  condition: null,
  filter: null,
  sortKey: [],
  cost: 834.2,
  share: 1,
  rows: 20,
} as const;

/** A statement whose plan changes from a scan of all rows to one by a new index. */
export const helped: HelpedQuery = {
  text: `select * from orders where note = $1 ${HOSTILE}`,
  origin: "pg_stat_statements",
  calls: 120,
  meanMs: 14,
  costBefore: 834.2,
  costAfter: 8.3,
  scansBefore: [`Seq Scan on orders ${HOSTILE}`],
  scansAfter: [`Index Scan on orders ${HOSTILE} by the new index`],
  planBefore: [
    { ...step, node: "Sort", sortKey: [`note ${HOSTILE}`], share: 0.1 },
    { ...step, node: "Seq Scan", depth: 1, filter: `(note = '…') ${HOSTILE}`, share: 0.9 },
  ],
  planAfter: [
    { ...step, node: "Index Scan", index: `idx ${HOSTILE}`, isNew: true, condition: "(note = $1)", cost: 8.3 },
  ],
};

export const withPlans: Analysis = {
  ...analysis,
  plans: {
    engine: "embedded 18.4",
    problem: null,
    indexes: [
      { index: `orders(note) ${HOSTILE}`, queries: [helped], refused: null },
      { index: "orders(kind)", queries: [], refused: `no operator class ${HOSTILE}` },
      { index: "orders(at)", queries: [], refused: null },
    ],
  },
};
