import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { runCli } from "../support/world.ts";
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
