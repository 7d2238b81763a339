// What a comparison of two real databases costs this process: both read, planned; tables with ten columns and three indexes, every
// tenth changed. Plain tables, and as many partitions and heirs. Each size in a process of its own, so that its memory is its own.
// Run: npx tsx bench/schema-diff-live.ts [major]
import { spawnSync } from "node:child_process";
import { readSchema } from "../src/catalog/schema/index.ts";
import { planBetween } from "../src/diff/index.ts";
import { testWorld } from "../test/support/world.ts";

const SIZES = [250, 500, 1_000, 2_000];
const BAR = { cpuSeconds: 2, megabytes: 300 } as const;
const [major = "18", size, shape] = process.argv.slice(2);

const COLUMNS = `a int, b int, c text NOT NULL DEFAULT 'x', d text, e date, f date DEFAULT now(), g int CHECK (g > 0), h int, i int`;
const plain = (tables: number): string => `CREATE TABLE t0 (id int PRIMARY KEY, ${COLUMNS});
  DO $$ BEGIN FOR n IN 1..${tables - 1} LOOP
    EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, ${COLUMNS.replaceAll("'", "''")})', n);
    EXECUTE format('ALTER TABLE t%s ADD FOREIGN KEY (a) REFERENCES t%s', n, n - 1);
    EXECUTE format('CREATE INDEX ON t%s (a); CREATE INDEX ON t%s (c, d, e DESC)', n, n);
  END LOOP; END $$;`;
/** Twenty partitions each. */
const parted = (tables: number): string => `DO $$ BEGIN FOR n IN 1..${Math.round(tables / 20)} LOOP
    EXECUTE format('CREATE TABLE t%s (id int, ${COLUMNS.replaceAll("'", "''")}) PARTITION BY RANGE (id)', n);
    EXECUTE format('CREATE INDEX ON t%s (a); CREATE INDEX ON t%s (c, d, e DESC); ALTER TABLE t%s ADD PRIMARY KEY (id)', n, n, n);
    FOR p IN 1..20 LOOP
      EXECUTE format('CREATE TABLE t%s_%s PARTITION OF t%s FOR VALUES FROM (%s) TO (%s)', n, p, n, p, p + 1);
    END LOOP; END LOOP; END $$;`;
const CHANGES = `DO $$ DECLARE t regclass; BEGIN FOR t IN SELECT c.oid FROM pg_class c WHERE c.relkind IN ('r', 'p')
    AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace AND substr(c.relname, 2)::int % 10 = 0 LOOP
    EXECUTE format('ALTER TABLE %s ADD COLUMN fresh text, DROP COLUMN i, ALTER COLUMN h TYPE bigint', t);
    EXECUTE format('CREATE INDEX ON %s (fresh)', t);
  END LOOP; END $$`;

async function measure(tables: number): Promise<void> {
  const world = await testWorld([]);
  const engines = (await world.engines.available()).filter(({ kind }) => kind !== "pglite");
  const engine = engines.find((one) => one.major === Number(major));
  if (engine === undefined) throw new Error(`no PostgreSQL ${major} was found`);
  const settings = { max_locks_per_transaction: "8192", fsync: "off", autovacuum: "off" };
  await using server = await world.engines.start({ engine: engine.kind, major: engine.major, settings });
  const schema = shape === "plain" ? plain(tables) : parted(tables);
  const urls = [await server.createDatabase("current"), await server.createDatabase("desired")];
  for (const [index, url] of urls.entries()) {
    await using session = await world.databases.open({ url });
    await session.script(index === 0 ? schema : `${schema}${CHANGES}`);
  }
  const used = process.cpuUsage();
  const read = async (url = "") => {
    await using session = await world.databases.open({ url });
    return await readSchema(session);
  };
  const [current, desired] = [await read(urls[0]), await read(urls[1])];
  const middle = process.cpuUsage(used);
  const { batches, refused } = planBetween(current, desired, { role: "postgres" });
  const all = process.cpuUsage(used);
  const [reading, total] = [middle, all].map(({ user, system }) => (user + system) / 1e6);
  const [cpuSeconds, readSeconds] = [total ?? 0, reading ?? 0];
  const megabytes = process.resourceUsage().maxRSS / 1e3;
  const statements = batches.reduce((sum, { steps }) => sum + steps.length, 0);
  const isKept = tables !== 1_000 || (cpuSeconds < BAR.cpuSeconds && megabytes < BAR.megabytes);
  const bar = tables === 1_000 ? `  bar ${BAR.cpuSeconds} s, ${BAR.megabytes} MB ${isKept ? "kept" : "MISSED"}` : "";
  console.log(
    `${String(tables).padStart(5)} ${(shape ?? "").padEnd(6)} ${current.objects.size} objects  ${statements} statements, ${refused.length} refused  ` +
      `read both ${readSeconds.toFixed(2)} s, plan ${(cpuSeconds - readSeconds).toFixed(2)} s, together ${cpuSeconds.toFixed(2)} s CPU, ` +
      `${((cpuSeconds / current.objects.size) * 1e6).toFixed(0)} µs an object, at most ${megabytes.toFixed(0)} MB${bar}`,
  );
  process.exitCode = isKept ? 0 : 1;
}

if (size !== undefined) await measure(Number(size));
else
  for (const one of ["plain", "parted"])
    for (const tables of SIZES) {
      const words = [...process.execArgv, process.argv[1] ?? "", major, String(tables), one];
      const { status } = spawnSync(process.execPath, words, { stdio: "inherit" });
      if (status !== 0) process.exitCode = 1;
    }
