// `db analyze` on a database of 1,000 tables (10,000 columns, 3,000 indexes, 2,000 foreign keys, 1,000 statements): CPU
// and memory of the whole process, as a user runs it. Run: npm run build && npx tsx bench/analyze.ts [--root DIR]
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isRecord } from "../src/kit/index.ts";
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

const { values: flags } = parseArgs({ options: { root: { type: "string" } } });
/** Where `bin` and `dist` are: a build of one's own may lie elsewhere. */
const root = flags.root ?? join(import.meta.dirname, "..");
const bin = join(root, "bin/backwright.js");
if (!existsSync(join(root, "dist"))) throw new Error("there is no dist: run npm run build first");

const world = await testWorld([]);
const settings = { shared_preload_libraries: "pg_stat_statements", max_locks_per_transaction: "1024", fsync: "off" };
await using server = await world.engines.start({ settings });
const url = await server.createDatabase("bench");
await using session = await world.databases.open({ url });
await session.script(SCHEMA);
for (let n = 0; n < TABLES; n += 1) await session.query(`SELECT count(*) FROM t${n} WHERE b = $1 AND c = $2`, [n, "x"]);

/** The process says at its end what it has used. */
const meter = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => console.error(`USED ${JSON.stringify(process.resourceUsage())}`));',
)}`;
const words = ["--import", meter, bin, "db", "analyze", "--no-remember", "--connection", url];
const start = performance.now();
const { code, stdout, stderr } = await world.processes.run(process.execPath, words);
const wallSeconds = (performance.now() - start) / 1_000;
const used: unknown = JSON.parse(/USED (?<json>\{.*\})/.exec(stderr)?.groups?.["json"] ?? "{}");
const figure = (name: string): number => (isRecord(used) && typeof used[name] === "number" ? used[name] : Number.NaN);
const cpuSeconds = (figure("userCPUTime") + figure("systemCPUTime")) / 1e6;
const megabytes = figure("maxRSS") / 1_000;

console.log(`exit code ${code}; ${stdout.split("\n").slice(1, 5).join("; ")}`);
const row = (measured: number, bar: number): Record<string, string> => ({
  measured: measured.toFixed(2),
  bar: String(bar),
  share: (measured / bar).toFixed(2),
});
console.table({
  "CPU, s": row(cpuSeconds, BAR.cpuSeconds),
  "memory at most, MB": row(megabytes, BAR.megabytes),
  "wall, s": { measured: wallSeconds.toFixed(2) },
});
