// `db analyze` on a database of 1,000 tables (10,000 columns, 3,000 indexes, 2,000 foreign keys, 1,000 statements):
// CPU and memory of this process. Run: npx tsx bench/analyze.ts
import { analyze } from "../src/advice/index.ts";
import { analysisText } from "../src/report/advice/index.ts";
import { testWorld } from "../test/support/world.ts";

const TABLES = 1_000;
const BAR = { cpuSeconds: 5, megabytes: 200 } as const;

/** Ten columns, a key, two foreign keys (one indexed) and a composite index each. */
const SCHEMA = `
  CREATE EXTENSION pg_stat_statements;
  CREATE TABLE t0 (id int PRIMARY KEY, a int, b int, c text, d text, e date, f date, g int, h int, i int);
  DO $$ BEGIN FOR n IN 1..${TABLES - 1} LOOP
    EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, a int REFERENCES t%s, b int REFERENCES t0, c text, d text,
      e date, f date, g int, h int, i int)', n, n - 1);
    EXECUTE format('CREATE INDEX ON t%s (a); CREATE INDEX ON t%s (c, d, e DESC)', n, n);
    EXECUTE format('INSERT INTO t%s SELECT x, NULL, NULL, x, x, NULL, NULL, x, x, x FROM generate_series(1, 50) x', n);
  END LOOP; END $$;
  ANALYZE;
`;

const world = await testWorld([]);
const settings = { shared_preload_libraries: "pg_stat_statements", max_locks_per_transaction: "1024", fsync: "off" };
await using server = await world.engines.start({ settings });
const url = await server.createDatabase("bench");
await using session = await world.databases.open({ url });
await session.script(SCHEMA);
for (let n = 0; n < TABLES; n += 1) await session.query(`SELECT count(*) FROM t${n} WHERE b = $1 AND c = $2`, [n, "x"]);

await using fresh = await world.databases.open({ url }, { readOnly: true });
const before = process.cpuUsage();
const start = performance.now();
const found = await analyze(fresh, {
  exact: false,
  slowMs: 20,
  statementTimeoutMs: 60_000,
  hasData: true,
  observe: () => undefined,
});
const { catalog, ...rest } = found;
const text = analysisText({
  ...rest,
  source: { kind: "database", database: "bench", where: "here", user: "u", serverVersion: "18", files: [] },
  analyzedAt: new Date().toISOString(),
  changes: { since: null, gone: [], added: [] },
  written: [],
});
const wallSeconds = (performance.now() - start) / 1_000;
const { user, system } = process.cpuUsage(before);
const cpuSeconds = (user + system) / 1e6;
const megabytes = process.memoryUsage.rss() / 1e6;
const peakMegabytes = process.resourceUsage().maxRSS / 1e3;

console.log(`tables ${catalog.tables.length}, findings ${rest.findings.length}, report ${text.length} characters`);
console.table({
  "CPU of this process, s": {
    measured: cpuSeconds.toFixed(2),
    bar: BAR.cpuSeconds,
    share: (cpuSeconds / BAR.cpuSeconds).toFixed(2),
  },
  "wall, s": { measured: wallSeconds.toFixed(2) },
  "memory at the end, MB": {
    measured: megabytes.toFixed(0),
    bar: BAR.megabytes,
    share: (megabytes / BAR.megabytes).toFixed(2),
  },
  "memory at most, MB (with tsx and the filling)": { measured: peakMegabytes.toFixed(0) },
});
