import { expect, test } from "vitest";
import { estimateRows } from "../../../src/catalog/read/rows.ts";
import type { TableFacts } from "../../../src/catalog/read/tables.ts";

const facts = (changes: Partial<TableFacts>, liveRows = 0): TableFacts => ({
  oid: "1",
  schema: "public",
  name: "t",
  kind: "ordinary",
  persistence: "permanent",
  isPartition: false,
  parents: [],
  partitionKey: null,
  owner: "o",
  rowSecurity: false,
  readable: true,
  transactionAge: null,
  multixactAge: null,
  options: [],
  comment: null,
  tuples: -1,
  statisticsPages: 0,
  assumedWidth: 36,
  activity: {
    sequentialScans: 0,
    sequentialRowsRead: 0,
    indexScans: 0,
    inserted: 0,
    updated: 0,
    hotUpdated: 0,
    deleted: 0,
    liveRows,
    deadRows: 0,
    modifiedSinceAnalyze: 0,
    lastAnalyzedAt: null,
    sinceAnalyzedSeconds: null,
    lastVacuumedAt: null,
  },
  ...changes,
});

test.each([
  ["analyzed", facts({ tuples: 1_000, statisticsPages: 10 }), 10, { count: 1_000, source: "statistics" }],
  ["grown since", facts({ tuples: 1_000, statisticsPages: 10 }), 25, { count: 2_500, source: "statistics" }],
  ["emptied since", facts({ tuples: 1_000, statisticsPages: 10 }), 0, { count: 0, source: "statistics" }],
  ["never analyzed, with counters", facts({}, 777), 10, { count: 777, source: "live" }],
  ["never analyzed, without counters", facts({}), 10, { count: 1_270, source: "pages" }],
  ["never analyzed on 13", facts({ tuples: 0 }), 10, { count: 1_270, source: "pages" }],
  ["empty", facts({}), 0, { count: 0, source: "statistics" }],
  ["partitioned", facts({ kind: "partitioned", tuples: 5_000 }), 0, { count: 0, source: "exact" }],
  ["foreign", facts({ kind: "foreign" }), 0, { count: null, source: "unknown" }],
  ["foreign, analyzed", facts({ kind: "foreign", tuples: 9 }), 0, { count: 9, source: "statistics" }],
])("%s", (_name, table, pages, expected) => expect(estimateRows(table, pages)).toEqual(expected));
