// Reading a whole schema as objects: CPU and memory of this process and how both grow, 250 to 2,000 tables with ten columns and
// three indexes each. Run: npx tsx bench/schema-read.ts
import { fingerprint, readSchema } from "../src/catalog/schema/index.ts";
import { testWorld } from "../test/support/world.ts";

const SIZES = [250, 500, 1_000, 2_000];
/** Both sides of a comparison are read: half of the two seconds and 300 MB of the issue for one. */
const BAR = { cpuSeconds: 1, megabytes: 300 } as const;

const schemaOf = (tables: number): string => `
  CREATE TABLE t0 (id int PRIMARY KEY, a int, b int, c text, d text, e date, f date, g int, h int, i int);
  DO $$ BEGIN FOR n IN 1..${tables - 1} LOOP
    EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, a int REFERENCES t%s, b int REFERENCES t0, c text NOT NULL DEFAULT ''x'',
      d text, e date, f date DEFAULT now(), g int CHECK (g > 0), h int, i int)', n, n - 1);
    EXECUTE format('CREATE INDEX ON t%s (a); CREATE INDEX ON t%s (c, d, e DESC)', n, n);
  END LOOP; END $$;`;

const world = await testWorld([]);
const settings = { max_locks_per_transaction: "4096", fsync: "off", autovacuum: "off" };
await using server = await world.engines.start({ settings });

interface Measured {
  readonly tables: number;
  readonly objects: number;
  readonly dependencies: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

async function measure(tables: number): Promise<Measured> {
  await using session = await world.databases.open({ url: await server.createDatabase(`bench_${tables}`) });
  await session.script(schemaOf(tables));
  if (process.argv.includes("--analyzed")) await session.script("ANALYZE");
  await readSchema(session);
  const [start, used] = [performance.now(), process.cpuUsage()];
  const model = await readSchema(session);
  const { user, system } = process.cpuUsage(used);
  const wallSeconds = (performance.now() - start) / 1_000;
  fingerprint(model);
  return {
    tables,
    objects: model.objects.size,
    dependencies: model.dependencies.length,
    wallSeconds,
    cpuSeconds: (user + system) / 1e6,
    megabytes: process.memoryUsage.rss() / 1e6,
  };
}

const rows: Measured[] = [];
for (const tables of SIZES) rows.push(await measure(tables));
console.table(rows.map((row) => ({ ...row, microsecondsPerObject: (row.cpuSeconds / row.objects) * 1e6 })));
const bar = rows.find(({ tables }) => tables === 1_000);
const isKept = bar !== undefined && bar.cpuSeconds < BAR.cpuSeconds && bar.megabytes < BAR.megabytes;
console.log(`1,000 tables: bar of ${BAR.cpuSeconds} s CPU and ${BAR.megabytes} MB ${isKept ? "kept" : "MISSED"}`);
process.exitCode = isKept ? 0 : 1;
