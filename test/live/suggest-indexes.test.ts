import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { setTimeout } from "node:timers/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { verifyIndexes } from "../../src/commands/advise/index.ts";
import { runCli, testWorld } from "../support/world.ts";
import { open, type Server, startServer } from "./analyze-support.ts";

const SCHEMA = `
  create extension pg_stat_statements;
  create table users (id int primary key, email text not null, secret text);
  create table orders (id int primary key, user_id int not null references users, status text not null, total numeric, at timestamptz not null);
  create index orders_user on orders (user_id);
  insert into users select n, 'user' || n || '@example.org', 'hush' || n from generate_series(1, 6000) n;
  insert into orders select n, 1 + n % 6000, case when n % 400 = 0 then 'stuck' else 'done' end, n, now() - n * interval '1 minute' from generate_series(1, 40000) n;
`;

let server: Server;
let url: string;
let session: Session;
let folder: string;

beforeAll(async () => {
  server = await startServer();
  url = await server.createDatabase("suggest");
  session = await open(url);
  await session.script(SCHEMA);
  await session.script("vacuum");
  await session.script("analyze");
  await session.query("select pg_stat_statements_reset()");
  for (let n = 0; n < 5; n += 1) {
    await session.query("select * from users where email = $1", [`user${n}@example.org`]);
    await session.query("select * from orders where user_id = $1 and at > $2", [n, "2020-01-01"]);
    await session.query("select * from users where id = $1", [n]);
  }
  folder = await mkdtemp(join(tmpdir(), "backwright-suggest-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await session[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

interface Report {
  readonly suggestions: readonly {
    readonly name: string;
    readonly up: readonly string[];
    readonly sizeBytes: number;
    readonly queries: readonly { readonly costBefore: number; readonly costAfter: number; readonly text: string }[];
  }[];
  readonly whyNot: readonly { readonly code: string; readonly what: string }[];
  readonly unplanned: readonly { readonly text: string; readonly reason: string }[];
}

const TRIAL = {
  keep: false,
  timeout: 10_000,
  trials: [],
  suggestions: [
    {
      schema: "public",
      table: "users",
      name: "idx_secret_try",
      kind: "single",
      up: ["CREATE INDEX CONCURRENTLY idx_secret_try ON public.users (secret);"],
      down: ["DROP INDEX CONCURRENTLY IF EXISTS public.idx_secret_try;"],
      sizeBytes: 1_000,
      writeEntries: 0,
      writeCost: 0,
      saving: 1,
      queries: [],
      replaces: [],
    },
  ],
} as const;

interface Spread {
  readonly runs: number;
}

interface Verified {
  readonly indexes: readonly unknown[];
  readonly queries: readonly {
    readonly uses: readonly string[];
    readonly reason: string | null;
    readonly before: Spread | null;
    readonly after: Spread | null;
  }[];
}

/** Waits for the thing itself; the test's own limit ends it. */
async function waitFor(isThere: () => Promise<boolean>): Promise<void> {
  while (!(await isThere())) await setTimeout(20);
}

const isBuilding = (rows: unknown): boolean => Array.isArray(rows) && rows.length > 0;

describe("db suggest-indexes", () => {
  test("the alias proves an index, writes it as a migration that runs, and has nothing more to say", async () => {
    const words = ["--connection", url, "--suggest-indexes", "--output", "migrations/"];
    const { code, stdout } = await runCli(words, { cwd: folder, bin: "database-migration-tool" });
    expect(code).toBe(0);
    expect(stdout).toContain(
      "SUGGESTED INDEXES (1 found):\n  1. CREATE INDEX CONCURRENTLY idx_users_email ON public.users (email);\n",
    );
    expect(stdout).toMatch(/before: Seq Scan on users\n\s+after: {2}Index Scan on users by the new index\n/);
    expect(stdout).toMatch(/select \* from users where id = \$1 - costs 8\.\d: nothing worth saving/);
    expect(stdout).not.toMatch(/user\d+@|hush/);
    const files = (await readdir(join(folder, "migrations"))).toSorted();
    expect(files).toEqual([
      expect.stringMatching(/^\d{8}_add_indexes\.sql$/),
      expect.stringMatching(/^\d{8}_add_indexes_rollback\.sql$/),
    ]);
    expect(await readFile(join(folder, "migrations", files[1] ?? ""), "utf8")).toContain(
      "DROP INDEX CONCURRENTLY IF EXISTS public.idx_users_email;",
    );
    const migrated = await runCli(["db", "migrate", "--yes", "--connection", url], { cwd: folder });
    expect(migrated).toMatchObject({ code: 0 });
    const indexes = await session.query("select indexname from pg_indexes where tablename = 'users' order by 1");
    expect(indexes).toEqual([{ indexname: "idx_users_email" }, { indexname: "users_pkey" }]);
  });

  test("a file's constants make a partial index, its writes count, and what cannot be planned is named", async () => {
    const workload = `
      -- calls: 100
      select id, total from orders where status = 'stuck';
      -- calls: 100000
      update users set secret = 'x' where email = 'user1@example.org';
      select * from users where secret = 'hush77';
      select no_such_function(email) from users;
      selec 'hush';
    `;
    await writeFile(join(folder, "queries.sql"), workload);
    const words = ["db", "suggest-indexes", "--connection", url, "--workload", "queries.sql", "--json"];
    const { code, stdout } = await runCli(words, { cwd: folder });
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report.suggestions.map(({ up }) => up[0])).toEqual([
      "CREATE INDEX CONCURRENTLY idx_orders_status ON public.orders (status) WHERE (status = 'stuck');",
    ]);
    const [one] = report.suggestions;
    expect(one?.queries[0]?.costAfter).toBeLessThan((one?.queries[0]?.costBefore ?? 0) / 2);
    expect(report.whyNot.map(({ code: reason }) => reason)).toContain("writes-outweigh");
    expect(report.unplanned.map(({ reason }) => reason)).toEqual([
      "the parser of PostgreSQL 18 does not read it",
      "function no_such_function(text) does not exist",
    ]);
    expect(stdout).not.toMatch(/hush/);
  });

  test("a budget holds, and constants are shown where that is asked for", async () => {
    await writeFile(
      join(folder, "values.sql"),
      "select * from users where secret = 'hush9';\nselect * from users where id = 77;\n",
    );
    const words = ["db", "suggest-indexes", "--connection", url, "--workload", "values.sql"];
    const { code, stdout } = await runCli([...words, "--budget", "10kB", "--show-values"], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain("SUGGESTED INDEXES (0 found):\n");
    expect(stdout).toMatch(/users \(secret\).* - does not fit the budget/);
    expect(stdout).toMatch(/select \* from users where id = 77 - costs/);
  });

  describe("--verify", () => {
    const words = (...more: readonly string[]): readonly string[] => [
      "db",
      "suggest-indexes",
      "--connection",
      url,
      "--workload",
      "verify.sql",
      "--verify",
      "--json",
      ...more,
    ];
    const left = async (): Promise<unknown> =>
      await session.query(
        "select c.relname, i.indisvalid from pg_index i join pg_class c on c.oid = i.indexrelid where c.relname like '%secret%'",
      );

    beforeAll(async () => {
      await writeFile(
        join(folder, "verify.sql"),
        "select * from users where secret = 'hush77';\nselect id from users where secret = $1 limit 5;\nupdate users set email = 'x' where secret = 'hush1';\n",
      );
    });

    test("builds after consent, measures with and without, and leaves nothing; no constant is told", async () => {
      const { code, stdout } = await runCli(words("--yes"), { cwd: folder });
      expect(code).toBe(0);
      const { verified } = JSON.parse(stdout) as { readonly verified: Verified };
      expect(verified.indexes).toMatchObject([{ name: "idx_users_secret", state: "dropped", reason: null }]);
      expect(verified.queries.map(({ uses, reason }) => ({ uses, reason }))).toEqual([
        { uses: ["idx_users_secret"], reason: null },
        { uses: ["idx_users_secret"], reason: null },
        { uses: [], reason: "writes" },
      ]);
      expect(verified.queries[0]?.before?.runs).toBe(14);
      expect(verified.queries[0]?.after?.runs).toBe(7);
      expect(stdout).not.toMatch(/hush/);
      expect(await left()).toEqual([]);
    });

    test("without a terminal it wants --yes, and builds nothing", async () => {
      await expect(verifyIndexes(await testWorld([]), { ...TRIAL, url, yes: false })).rejects.toMatchObject({
        code: "consent-needed",
      });
      expect(await left()).toEqual([]);
    });

    test("Ctrl-C during a build leaves no invalid index behind", async () => {
      await using old = await open(url);
      // CREATE INDEX CONCURRENTLY waits at its end for snapshots older than itself.
      await old.script("begin isolation level repeatable read");
      await old.query("select count(*) from pg_class");
      const interrupt = new AbortController();
      const world = await testWorld([], { signal: interrupt.signal });
      const running = verifyIndexes(world, { ...TRIAL, url, yes: true }).catch((failure: unknown) => failure);
      await waitFor(async () => isBuilding(await left()));
      interrupt.abort(new Error("SIGINT"));
      expect(await running).toMatchObject({ code: "interrupted", exitCode: 130 });
      expect(await left()).toEqual([]);
      await old.script("rollback");
    });

    test("what the server cannot build is told with its words, and what it left is dropped", async () => {
      const [one] = TRIAL.suggestions;
      const broken = { ...one, up: ["CREATE INDEX CONCURRENTLY idx_secret_try ON public.users ((1 / (id - 5)))"] };
      const verified = await verifyIndexes(await testWorld([]), { ...TRIAL, url, yes: true, suggestions: [broken] });
      expect(verified.indexes).toMatchObject([{ state: "failed", reason: "division by zero" }]);
      expect(await left()).toEqual([]);
    });
  });

  test("what db watch kept, and what pg_stat_statements held, are workloads in files", async () => {
    await session.script(`create table notes (id int primary key, author text not null);
      insert into notes select n, 'author' || n from generate_series(1, 20000) n; analyze notes`);
    const [seen, held] = [join(folder, "seen.sql"), join(folder, "held.csv")];
    const program = `const pg = require("pg");
      (async () => {
        const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
        await client.connect();
        for (const n of [7001, 7002]) await client.query("select id from notes where author = $1", ["author" + n]);
        await client.end();
      })();`;
    const watch = ["db", "watch", "--save-workload", seen, "--connection", url, "--", process.execPath, "-e", program];
    expect(await runCli(watch)).toMatchObject({ code: 0 });
    // The server is another user than the suite where that runs as root.
    await chmod(folder, 0o777);
    await session.script(
      `copy (select * from pg_stat_statements where query like 'select id from notes%') to '${held}' csv header`,
    );
    const words = ["db", "suggest-indexes", "--connection", url, "--workload", seen, "--workload", held, "--json"];
    const { code, stdout } = await runCli(words, { cwd: folder });
    expect(code).toBe(0);
    const index = "CREATE INDEX CONCURRENTLY idx_notes_author ON public.notes (author);";
    expect(JSON.parse(stdout)).toMatchObject({
      workload: { statements: 2, planned: 2, origins: [seen, held] },
      suggestions: [
        {
          up: [index],
          queries: [
            { origin: seen, calls: 2 },
            { origin: held, calls: 2 },
          ],
        },
      ],
      unplanned: [],
    });
    expect(stdout).not.toContain("author700");
  });

  test("a schema says what it can: foreign keys, and that nothing more is known", async () => {
    await writeFile(
      join(folder, "schema.sql"),
      "create table a (id int primary key); create table b (id int primary key, a int references a);",
    );
    const { code, stdout } = await runCli(["schema.sql", "--suggest-indexes"], {
      cwd: folder,
      bin: "database-migration-tool",
    });
    expect(code).toBe(0);
    expect(stdout).toContain(
      "FOREIGN KEYS WITHOUT AN INDEX, NOT PROVEN (1 found):\n  b.a - CREATE INDEX CONCURRENTLY idx_b_a ON public.b (a);\n",
    );
    expect(stdout).toContain("A schema has no sizes and no values");
  });
});
