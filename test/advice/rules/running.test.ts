import { describe, expect, test } from "vitest";
import { advise } from "../../../src/advice/index.ts";
import type {
  Catalog,
  DatabaseCounters,
  ServerFacts,
  ServerSession,
  Table,
  TableActivity,
} from "../../../src/catalog/index.ts";
import { catalog, column, foreignKey, index, known, table, withKey } from "../hand-made.ts";

const GB = 1024 ** 3;
const DAY = 86_400;

const COUNTERS: DatabaseCounters = {
  sizeBytes: 10 * GB,
  blocksHit: 990_000,
  blocksRead: 10_000,
  temporaryFiles: 0,
  temporaryBytes: 0,
  transactionAge: 1_000_000,
  multixactAge: 1_000,
};

const SETTINGS = {
  autovacuum: "on",
  autovacuum_freeze_max_age: "200000000",
  block_size: "8192",
  data_checksums: "on",
  fsync: "on",
  full_page_writes: "on",
  max_connections: "100",
  max_wal_size: String(GB),
  random_page_cost: "1.1",
  shared_buffers: String(4 * GB),
  track_io_timing: "on",
  work_mem: String(16 * 1024 ** 2),
} as const;

/** A server with which nothing is wrong. */
const SERVER: ServerFacts = {
  settings: SETTINGS,
  counters: COUNTERS,
  sessions: [],
  prepared: [],
  slots: [],
  checkpoints: { timed: 500, requested: 5 },
  connections: 10,
  replicas: 0,
  building: [],
  tracksStatements: true,
  unseen: [],
};

const session = (changes: Partial<ServerSession>): ServerSession => ({
  pid: 7,
  user: "shop",
  application: "api",
  state: "active",
  transactionSeconds: 1,
  stateSeconds: 1,
  blockedBy: [],
  ...changes,
});

const ACTIVITY: TableActivity = {
  sequentialScans: 5,
  sequentialRowsRead: 1_000,
  indexScans: 1_000_000,
  inserted: 100_000,
  updated: 0,
  hotUpdated: 0,
  deleted: 0,
  liveRows: 100_000,
  deadRows: 0,
  modifiedSinceAnalyze: 0,
  lastAnalyzedAt: null,
  sinceAnalyzedSeconds: null,
  lastVacuumedAt: null,
};

interface Trial {
  readonly server?: Partial<ServerFacts>;
  readonly counters?: Partial<DatabaseCounters>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly table?: Partial<Table>;
  readonly activity?: Partial<TableActivity>;
  readonly ageSeconds?: number | null;
}

function found(trial: Trial): readonly string[] {
  const rows = { count: 100_000, source: "statistics" } as const;
  const activity = { ...ACTIVITY, ...trial.activity };
  const columns = [known("id", -1), known("code", -1), known("state", 4)];
  const t = withKey(table("t", columns, { rows, pages: 1_000, statisticsPages: 1_000, activity, ...trial.table }));
  const base: Catalog = catalog([t]);
  const facts = { ...base, statistics: { resetAt: null, ageSeconds: trial.ageSeconds ?? 60 * DAY } };
  const server = {
    ...SERVER,
    ...trial.server,
    counters: { ...COUNTERS, ...trial.counters },
    settings: { ...SETTINGS, ...trial.settings },
  };
  return advise(facts, { server }).map(({ code, severity, subject }) => `${severity} ${code} ${subject.name}`);
}

test("nothing is wrong", () => expect(found({})).toEqual([]));

describe("claimed", () => {
  test.each<[string, Trial, string]>([
    ["dead rows", { activity: { deadRows: 60_000 } }, "warning table-dead-rows t"],
    ["very many", { activity: { deadRows: 2_000_000 } }, "error table-dead-rows t"],
    ["stale statistics", { activity: { modifiedSinceAnalyze: 40_000, updated: 40_000 } }, "info statistics-stale t"],
    [
      "statistics older than ten minutes",
      { activity: { modifiedSinceAnalyze: 40_000, updated: 40_000, sinceAnalyzedSeconds: 601 } },
      "info statistics-stale t",
    ],
    ["grown since", { activity: { modifiedSinceAnalyze: 40_000 }, table: { pages: 2_000 } }, "info statistics-stale t"],
    ["scans", { activity: { sequentialScans: 1_000, sequentialRowsRead: 100_000_000 } }, "info sequential-scans t"],
    ["empty pages", { table: { pages: 20_000 } }, "info table-bloated t"],
    [
      "an index without scans",
      { table: { indexes: [index("i", ["code"], { sizeBytes: 2e6 })] } },
      "info index-unused i",
    ],
    [
      "a large one on the only server",
      { table: { indexes: [index("i", ["code"], { sizeBytes: 9e8, method: "gin" })] } },
      "warning index-unused i",
    ],
    [
      "an index that is mostly empty",
      { table: { indexes: [index("i", ["code"], { sizeBytes: 9e7, scans: 5 })] } },
      "info index-bloated i",
    ],
    ["old transaction ids", { counters: { transactionAge: 310_000_000 } }, "warning transaction-ids-aging shop"],
    ["the end of them", { counters: { transactionAge: 1_500_000_000 } }, "error transaction-ids-aging shop"],
    ["old multixact ids", { counters: { multixactAge: 700_000_000 } }, "warning multixact-ids-aging shop"],
    [
      "a long transaction",
      { server: { sessions: [session({ transactionSeconds: 400 })] } },
      "info transaction-long shop (pid 7)",
    ],
    [
      "an idle one",
      { server: { sessions: [session({ state: "idle in transaction", stateSeconds: 90, transactionSeconds: 900 })] } },
      "warning transaction-idle shop (pid 7)",
    ],
    [
      "an aborted one",
      { server: { sessions: [session({ state: "idle in transaction (aborted)", stateSeconds: 4_000 })] } },
      "error transaction-idle shop (pid 7)",
    ],
    [
      "a waiting one",
      { server: { sessions: [session({ blockedBy: [9], stateSeconds: 8 }), session({ pid: 9 })] } },
      "warning query-blocked shop (pid 7)",
    ],
    [
      "a prepared one",
      { server: { prepared: [{ name: "it's", owner: "shop", ageSeconds: 4_000 }] } },
      "error transaction-prepared it's",
    ],
    [
      "a slot without a reader",
      { server: { slots: [{ name: "s", kind: "logical", active: false, retainedBytes: 2e9 }] } },
      "warning slot-inactive s",
    ],
    ["reads past the cache", { counters: { blocksRead: 200_000 } }, "info cache-hit-low shop"],
    ["temporary files", { counters: { temporaryBytes: 90e9 } }, "info temporary-files shop"],
    ["the last connections", { server: { connections: 97 } }, "error connections-many max_connections"],
    [
      "very many of them",
      { server: { connections: 600 }, settings: { max_connections: "2000" } },
      "info connections-many max_connections",
    ],
    ["shared_buffers", { settings: { shared_buffers: "134217728" } }, "info setting-shared-buffers shared_buffers"],
    ["random_page_cost", { settings: { random_page_cost: "4" } }, "info setting-random-page-cost random_page_cost"],
    [
      "max_wal_size",
      { server: { checkpoints: { timed: 5, requested: 50 } } },
      "warning setting-max-wal-size max_wal_size",
    ],
    ["track_io_timing", { settings: { track_io_timing: "off" } }, "info setting-track-io-timing track_io_timing"],
    ["autovacuum", { settings: { autovacuum: "off" } }, "error setting-autovacuum-off autovacuum"],
    ["fsync", { settings: { fsync: "off" } }, "error setting-fsync-off fsync"],
    [
      "full_page_writes",
      { settings: { full_page_writes: "off" } },
      "error setting-full-page-writes-off full_page_writes",
    ],
    ["checksums", { settings: { data_checksums: "off" } }, "info checksums-off data_checksums"],
    [
      "no statistics of queries",
      { server: { tracksStatements: false } },
      "info statements-untracked pg_stat_statements",
    ],
  ])("%s", (_name, trial, expected) => expect(found(trial)).toEqual([expected]));

  test("work_mem, together with the files that it makes", () =>
    expect(found({ settings: { work_mem: "4194304" }, counters: { temporaryBytes: 90e9 } })).toEqual([
      "info setting-work-mem work_mem",
      "info temporary-files shop",
    ]));
});

describe("not claimed", () => {
  const key = foreignKey(["code"]);
  test.each<[string, Trial]>([
    ["a few dead rows", { activity: { deadRows: 5_000 } }],
    ["many of very many", { activity: { deadRows: 200_000, liveRows: 1_000_000 } }],
    ["loaded and analyzed at once", { activity: { modifiedSinceAnalyze: 100_000 } }],
    ["scans that end early", { activity: { sequentialScans: 1_000, sequentialRowsRead: 1_000_000 } }],
    ["a young counter", { ageSeconds: 5 * DAY, table: { indexes: [index("i", ["code"], { sizeBytes: 2e6 })] } }],
    ["a unique index", { table: { indexes: [index("i", ["code"], { sizeBytes: 2e6, unique: true })] } }],
    ["a small index", { table: { indexes: [index("i", ["code"])] } }],
    [
      "an index of a foreign key",
      { table: { indexes: [index("i", ["code"], { sizeBytes: 2e6 })], constraints: [key] } },
    ],
    [
      "an index of a table that nobody asks",
      {
        activity: { indexScans: 0, sequentialScans: 0 },
        table: { indexes: [index("i", ["code"], { sizeBytes: 2e6 })] },
      },
    ],
    ["pages that the fill factor asks for", { table: { pages: 1_400, options: ["fillfactor=40"] } }],
    ["a table without statistics", { table: { pages: 20_000, columns: [column("id")] } }],
    [
      "an index that is being built",
      { server: { building: ["public.i"] }, table: { indexes: [index("i", ["code"], { valid: false })] } },
    ],
    ["a short transaction", { server: { sessions: [session({ transactionSeconds: 100 })] } }],
    [
      "an idle session",
      { server: { sessions: [session({ state: "idle", transactionSeconds: null, stateSeconds: 9_999 })] } },
    ],
    [
      "a session that is hidden",
      { server: { sessions: [session({ state: null, transactionSeconds: null, stateSeconds: null })] } },
    ],
    ["a moment's wait", { server: { sessions: [session({ blockedBy: [9], stateSeconds: 1 })] } }],
    ["a slot in use", { server: { slots: [{ name: "s", kind: "physical", active: true, retainedBytes: 9e9 }] } }],
    [
      "a slot that keeps nothing",
      { server: { slots: [{ name: "s", kind: "physical", active: false, retainedBytes: null }] } },
    ],
    [
      "settings of a small database",
      { settings: { fsync: "off", random_page_cost: "4" }, counters: { sizeBytes: 1e6 } },
    ],
    ["few reads", { counters: { blocksHit: 10, blocksRead: 1_000 } }],
    ["checkpoints of a single load", { server: { checkpoints: { timed: 5, requested: 10 } } }],
    [
      "nothing that could be seen",
      { server: { checkpoints: null, connections: null, replicas: null, tracksStatements: null } },
    ],
    [
      "statistics of nine minutes ago",
      { activity: { modifiedSinceAnalyze: 40_000, updated: 40_000, sinceAnalyzedSeconds: 599 } },
    ],
  ])("%s", (_name, trial) => expect(found(trial)).toEqual([]));
});

test("the name of a prepared transaction is quoted", () => {
  const prepared = [{ name: "it's", owner: "shop", ageSeconds: 4_000 }];
  const [finding] = advise(catalog([]), { server: { ...SERVER, prepared } });
  expect(finding?.fix).toBe("ROLLBACK PREPARED 'it''s';");
});

describe("an UPDATE that no heap-only tuple serves", () => {
  const activity = { ...ACTIVITY, updated: 2_000_000, hotUpdated: 100_000 };
  const seen = index("seen", ["seen_at"], { scans: 0 });
  const t = withKey(table("t", [known("id", -1), known("seen_at", -1)], { activity, indexes: [seen] }));
  const judged = (text: string): readonly string[] => {
    const statement = { id: "1", text, calls: 1, totalMs: 1, meanMs: 1, rows: 1_900_000, blocksPerCall: 1 };
    const use = { table: t, equality: ["id"], joins: [], ranges: [], sort: [] };
    const workload = { statements: [{ statement, uses: [use] }], unread: 0, textOf: () => text };
    return advise(catalog([t]), { workload }).map(({ code, subject }) => `${code} ${subject.name}`);
  };

  test("names the index", () =>
    expect(judged("UPDATE t SET seen_at = now() WHERE id = $1")).toEqual(["index-blocks-hot seen"]));
  test("but not for another column", () => expect(judged("UPDATE t SET name = $2 WHERE seen_at = $1")).toEqual([]));
});
